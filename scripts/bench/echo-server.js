// The fastest plugin that Node makes: one answer to everything.
import {createServer} from 'node:http';

const answer = Buffer.from('{"Mountpoint":"/srv/data","Err":""}\n');
const [socket] = process.argv.slice(2);
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': answer.length});
    response.end(answer);
  });
});
server.keepAliveTimeout = 0;
server.listen(socket, () => console.log('listening'));
