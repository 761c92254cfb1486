import {createBody, execBody, type Json, serviceBody} from './_bodies.ts';
import {answer, type Command, exec, ping, run, type Step} from './_step.ts';

/** `docker run` with these members of HostConfig, and of the document around it. */
export function runs(name: string, host: Json, asked: Json = {}): Command {
  const flags = name.replace(/^run /, '');
  return {name, line: `docker run ${flags} busybox`, steps: run(createBody(host, asked))};
}

export function execs(name: string, asked: Json): Command {
  return {name, line: `docker ${name} c1 id`, steps: exec(execBody(asked))};
}

/** One request beside the ping. */
export function single(name: string, step: Step): Command {
  return {name, line: `docker ${name}`, steps: [ping, step]};
}

/** A task of a swarm: what its container is given, and what the task is. */
export function service(name: string, container: Json, task: Json = {}): Command {
  const body = serviceBody(container, task);
  return single(name, {method: 'POST', path: '/services/create', body, reply: answer({ID: 's'}, 201)});
}

/** The same for a service that is there already. */
export function serviceUpdate(name: string, container: Json): Command {
  const body = serviceBody(container);
  const path = '/services/web/update?version=10';
  return single(name, {method: 'POST', path, body, reply: answer({Warnings: null})});
}
