import {engineNamed} from '../../daemon/engines/engines.ts';
import {readAnswer} from '../../daemon/plugins/answer.ts';
import {encode} from '../../gojson/encode.ts';
import {bodyText, milliseconds} from '../../report/calls.ts';
import {messageOf} from '../../schema/messages.ts';
import {openTarget} from '../../target/open-target.ts';
import {UsageError} from '../../util/errors.ts';
import {visible} from '../../util/visible.ts';
import {createClient} from '../../wire/client.ts';
import type {Body, Exchange, Header} from '../../wire/exchange.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {onlyPluginDir} from '../plugin-dir.ts';
import {print} from '../terminal.ts';

/** `plugtest call`: one call without retries, with headers and bytes of both directions. */
export const callCommand: CommandAction = async ({positionals, options}) => {
  const [place = '', method = '', json] = positionals;
  refuseOddMethod(method);
  const engine = engineNamed(options.text('engine') ?? '29');
  const {go} = engine.wire;
  const {takesArguments, responseType} = messageOf(method);
  const body = json === undefined ? (takesArguments ? '{}\n' : null) : encode(parsed(json), {go});
  const target = await openTarget(place, {engine: engine.name, pluginDir: onlyPluginDir(options)});
  const client = createClient({address: target.address, profile: engine.wire});
  const timeoutMs = options.number('call-timeout') ?? 10_000;
  const {exchange, exchanges, bytes} = await client.post({method, body, timeoutMs, until: 'end'});
  client.close();
  for (const each of exchanges) print(transcript(each));
  const {ok, error} = readAnswer({method, exchange, bytes, into: responseType, go});
  print(ok ? 'dockerd takes this for success\n' : `dockerd takes this for an error: ${visible(error)}\n`);
  return ok ? exitCodes.conformant : exitCodes.notConformant;
};

function refuseOddMethod(method: string): void {
  if (/^\w+\.\w+$/.test(method)) return;
  throw new UsageError(`"${method}" is no method: expected Interface.Method, e.g. VolumeDriver.Get`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the body is not JSON: ${why}. Expected e.g. '{"Name":"data"}'`, {cause: error});
  }
}

function transcript({request, response, error, timing, connection}: Exchange): string {
  const lines = [
    `> ${request.verb} ${request.path} HTTP/1.1`,
    ...headerLines('>', request.headers),
    ...bodyLines('>', request.body),
    '',
  ];
  if (response) {
    lines.push(`< HTTP/${response.httpVersion} ${response.status} ${visible(response.reason)}`);
    lines.push(...headerLines('<', response.headers), ...bodyLines('<', response.body), '');
  }
  if (error) lines.push(`! ${error.kind}: ${visible(error.text)}`);
  const end = connection.closedBy === null ? '' : `, closed by the ${connection.closedBy}`;
  lines.push(`  ${milliseconds(timing.totalMs)}, connection ${connection.id}${end}`, '');
  return lines.join('\n');
}

function headerLines(mark: string, headers: readonly Header[]): string[] {
  return headers.map(([name, value]) => `${mark} ${visible(name)}: ${visible(value)}`);
}

/** Lines of a text body one by one, each made visible; the line feed at the end is counted, not shown. */
function bodyLines(mark: string, body: Body): string[] {
  if (body.bytes === 0) return [mark, `${mark} (no body)`];
  const texts = body.encoding === 'base64' ? [bodyText(body, 200)] : body.text.replace(/\n$/, '').split('\n');
  const size = `${mark} (${body.bytes} bytes${body.truncated ? ', cut here' : ''})`;
  return [mark, ...texts.map(line => `${mark} ${visible(line)}`), size];
}
