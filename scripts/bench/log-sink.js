// A log driver that only reads: what comes through its FIFOs is counted and thrown away. Arguments: socket, and the folder that is
// the daemon's `/`. Prints `listening`, then at each StopLogging the milliseconds since the first bytes came.
import {createServer} from 'node:http';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {Pipe} from '../../fixtures/good/log/pipe.js';

const [socket, root = '/'] = process.argv.slice(2);
const streams = new Map();

function open(file) {
  const stream = {startedAt: 0, pipe: null};
  const data = () => {
    stream.startedAt ||= performance.now();
  };
  stream.pipe = new Pipe(join(root, file), {data, end: () => {}});
  streams.set(file, stream);
}

function close(file) {
  const {pipe, startedAt} = streams.get(file);
  pipe.drain();
  pipe.close();
  console.log(performance.now() - startedAt);
}

const calls = {
  '/Plugin.Activate': () => ({Implements: ['LogDriver']}),
  '/LogDriver.StartLogging': ({File}) => open(File) ?? {},
  '/LogDriver.StopLogging': ({File}) => close(File) ?? {},
};

const server = createServer(async (request, response) => {
  const body = await text(request);
  const call = calls[request.url];
  response.writeHead(call === undefined ? 404 : 200);
  response.end(call === undefined ? '' : JSON.stringify(call(JSON.parse(body || '{}'))));
});
server.keepAliveTimeout = 0;
server.listen(socket, () => console.log('listening'));
