import type {GoType} from '../gojson/types.ts';
import {goTypes} from './generated/go-types.ts';
import * as replies from './generated/replies.ts';
import {findProblems, type Problem, type Validator} from './problem.ts';

export type {Problem} from './problem.ts';

/**
 * The Go types of a method as the generator writes them down.
 *
 * @public used by the generated table
 */
export interface MessageTypes {
  /** Null: the method has no argument. */
  readonly request: GoType | null;
  readonly response: GoType | null;
  readonly responseTitle: string | null;
}

/** What dockerd encodes and decodes for a method. */
export interface Message {
  /** Null: dockerd passes nil, the body is empty (Plugin.Activate). */
  readonly requestType: GoType | null;
  /** What the body of a 200 is decoded into. */
  readonly responseType: GoType;
  /** False: dockerd does not decode the body of a 200 (LogDriver.ReadLogs is a stream, MetricsCollector unread). */
  readonly decodesReply: boolean;
  /** False: empty body. True: a JSON object and LF, `{}` where it has no members (VolumeDriver.List). */
  readonly takesArguments: boolean;
}

/** A method that no schema describes: its reply is decoded as any JSON. */
const UNKNOWN: Message = {
  requestType: null,
  responseType: {kind: 'any'},
  decodesReply: true,
  takesArguments: true,
};

/**
 * The types of a method's messages (protocol facts: schemas/). A method that dockerd does not know gives
 * untyped messages, so that probes can be sent.
 */
export function messageOf(method: string): Message {
  const types = goTypes[method];
  if (types === undefined) return UNKNOWN;
  return {
    requestType: types.request,
    responseType: types.response ?? UNKNOWN.responseType,
    decodesReply: types.response !== null,
    takesArguments: types.request !== null,
  };
}

/** What the body of a 200 is decoded into; null where dockerd does not read it. */
export function replyTypeOf(method: string): GoType | null {
  const {decodesReply, responseType} = messageOf(method);
  return decodesReply ? responseType : null;
}

/** Every method with a schema, sorted. */
export function knownMethods(): string[] {
  return Object.keys(goTypes);
}

/**
 * What dockerd could not use of a reply that it decoded, in plain words. `value`: as gojson decoded it with the
 * method's response type. Empty: nothing to object.
 */
export function validateReply(method: string, value: unknown): Problem[] {
  const title = goTypes[method]?.responseTitle;
  if (title === undefined || title === null) return [];
  // The generated module is JavaScript by ajv; its exports are validators by construction.
  const validate = (replies as unknown as Readonly<Record<string, Validator>>)[title];
  return validate === undefined ? [] : findProblems(validate, value);
}
