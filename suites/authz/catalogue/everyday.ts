import {createBody, execBody} from './_bodies.ts';
import {answer, type Command, create, exec, get, ping, run, stream} from './_step.ts';

const TAR = [['Content-Type', 'application/x-tar']] as const;
const PLAIN = [['Content-Type', 'text/plain']] as const;

/** What users do all day; request sequences as docker 28.2 sends them (recordings 26.1.5/authz-*). */
export const everyday: readonly Command[] = [
  {
    name: 'version',
    line: 'docker version',
    steps: [ping, get('/version', {Version: '29', ApiVersion: '1.50'})],
  },
  {name: 'info', line: 'docker info', steps: [ping, get('/info', {ID: 'x', Containers: 0})]},
  {name: 'ps', line: 'docker ps', steps: [ping, get('/containers/json', [])]},
  {name: 'images', line: 'docker images', steps: [ping, get('/images/json', [])]},
  {name: 'run', line: 'docker run --name c1 busybox true', steps: run(createBody())},
  {name: 'create', line: 'docker create --name c1 busybox true', steps: [ping, create(createBody())]},
  {
    name: 'run -v data:/d',
    line: 'docker run -v data:/d busybox true',
    steps: run(createBody({Binds: ['data:/d']})),
  },
  {name: 'exec', line: 'docker exec c1 id', steps: exec(execBody())},
  {
    name: 'exec -u nobody',
    line: 'docker exec -u nobody c1 id',
    steps: exec(execBody({User: 'nobody'})),
  },
  {
    name: 'logs -f',
    line: 'docker logs -f c1',
    steps: [
      ping,
      get('/containers/c1/json', {Id: 'x'}),
      stream('GET', '/containers/c1/logs?follow=1&stderr=1&stdout=1&tail=all'),
    ],
  },
  {name: 'events', line: 'docker events', steps: [ping, stream('GET', '/events')]},
  {
    name: 'stop',
    line: 'docker stop c1',
    steps: [ping, {method: 'POST', path: '/containers/c1/stop', reply: {status: 204}}],
  },
  {
    name: 'rm',
    line: 'docker rm c1',
    steps: [ping, {method: 'DELETE', path: '/containers/c1', reply: {status: 204}}],
  },
  {
    name: 'cp out',
    line: 'docker cp c1:/etc/hostname .',
    steps: [ping, stream('GET', '/containers/c1/archive?path=%2Fetc%2Fhostname')],
  },
  {
    name: 'cp in',
    line: 'docker cp file c1:/tmp/',
    steps: [
      ping,
      {method: 'HEAD', path: '/containers/c1/archive?path=%2Ftmp%2F'},
      {
        method: 'PUT',
        path: '/containers/c1/archive?noOverwriteDirNonDir=true&path=%2Ftmp',
        headers: PLAIN,
      },
    ],
  },
  {
    name: 'build',
    line: 'docker build .',
    steps: [ping, stream('POST', '/build?dockerfile=Dockerfile&t=built&version=1', TAR)],
  },
  {
    name: 'pull',
    line: 'docker pull busybox',
    steps: [ping, stream('POST', '/images/create?fromImage=busybox&tag=latest')],
  },
  {
    name: 'login',
    line: 'docker login registry.example',
    steps: [
      ping,
      {
        method: 'POST',
        path: '/auth',
        body: {username: 'u', password: 'p', serveraddress: 'registry.example'},
        reply: answer({Status: 'Login Succeeded'}),
      },
    ],
  },
  {
    name: 'volume create',
    line: 'docker volume create data',
    steps: [
      ping,
      {
        method: 'POST',
        path: '/volumes/create',
        body: {Driver: 'local', Name: 'data'},
        reply: answer({Name: 'data', Driver: 'local'}, 201),
      },
    ],
  },
  {name: 'volume ls', line: 'docker volume ls', steps: [ping, get('/volumes', {Volumes: null})]},
  {
    name: 'network create',
    line: 'docker network create web',
    steps: [
      ping,
      {
        method: 'POST',
        path: '/networks/create',
        body: {Name: 'web', Driver: 'bridge', Options: {}, Labels: {}},
        reply: answer({Id: 'n', Warning: ''}, 201),
      },
    ],
  },
];
