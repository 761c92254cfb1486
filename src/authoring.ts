/** What writers of checks see; suites import nothing else of ours. */
export type {Applicability, Check, CheckDefinition, Need, Rule, RuleDefinition} from './core/check.ts';
export {defineCheck, defineRule} from './core/check.ts';
export type {
  Call,
  CallOptions,
  CheckContext,
  CheckSettings,
  IpamChoice,
  PluginHandle,
} from './core/context.ts';
export type {LogTap} from './core/docker-settings.ts';
export type {CheckResult, RunEvent} from './core/events.ts';
export {describeCall, describeOutcome, isAnswered} from './core/expect.ts';
export type {Facts, HandshakeFacts, SandboxFacts} from './core/facts.ts';
export {isLinearizable, shortestViolation} from './core/history/linearize.ts';
export type {Operation, SequentialModel} from './core/history/operation.ts';
export {meetingOf} from './core/meeting.ts';
export {hexId} from './core/names.ts';
export * from './core/needs.ts';
export type {PluginProcess, ProcessUsage} from './core/plugin-process.ts';
export type {Policy, PolicyExpectation} from './core/policy.ts';
export type {Requirement, Requirements} from './core/requirement.ts';
export {type Shrunk, shrink} from './core/shrink.ts';
export {defineSuite, type Suite} from './core/suite.ts';
export type {Finding, Level} from './core/verdict.ts';
export type {ApiClient, ApiOutcome, ApiReply, ApiRequest, BodySeen, Header} from './daemon/authz/api.ts';
export type {AuthzDocument} from './daemon/authz/document.ts';
export type {ContainerResult, RunOptions} from './daemon/containers/api.ts';
export type {Docker, LogLine} from './daemon/docker.ts';
export type {LoggedLine, Message} from './daemon/logging/message.ts';
export type {NetworkResult} from './daemon/networks/api.ts';
export type {InterfaceView, NamespaceView} from './daemon/networks/netns/view.ts';
export type {VolumeResult} from './daemon/volumes/api.ts';
export {firstValue, memberOf} from './gojson/first-value.ts';
export type {Output, Reporter, ReportOptions} from './report/reporter.ts';
export {type ErrorReading, type ReplyReading, readError, readReply} from './schema/reading.ts';
export {
  contains,
  formatCidr,
  formatIp,
  type IpAddress,
  type IpPrefix,
  networkOf,
  overlap,
  parseCidr,
  parseIp,
  sizeOf,
} from './util/ip-address.ts';
export {inVersionRange as inEngineRange} from './util/version-range.ts';
export type {ApiSocket, SocketHandler, SocketReply, SocketRequest} from './wire/api-socket.ts';
export type {Exchange} from './wire/exchange.ts';
export type {SilentSocket} from './wire/silent-socket.ts';
