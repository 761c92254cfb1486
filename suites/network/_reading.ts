import {type Exchange, readReply} from '../../src/authoring.ts';

/** The decoded body of a success; null where there is none. */
export function replyOf({method, response}: Exchange): Readonly<Record<string, unknown>> | null {
  if (response?.status !== 200 || !response.complete) return null;
  const reading = readReply(method, response.body);
  if (reading.kind !== 'value' || typeof reading.value !== 'object' || reading.value === null) return null;
  const reply: Readonly<Record<string, unknown>> = {...reading.value};
  return stringIn(reply, 'Err') === '' ? reply : null;
}

/** A string member; empty where it is absent or of another type. */
export function stringIn(reply: object, key: string): string {
  const value: unknown = Reflect.get(reply, key);
  return typeof value === 'string' ? value : '';
}

/** What was asked; an empty object where the request is no JSON object. */
export function requestOf({request}: Exchange): object {
  try {
    const value: unknown = JSON.parse(request.body.text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** An object member; null where it is absent or of another type. */
export function objectIn(value: object, key: string): object | null {
  const member: unknown = Reflect.get(value, key);
  return typeof member === 'object' && member !== null && !Array.isArray(member) ? member : null;
}
