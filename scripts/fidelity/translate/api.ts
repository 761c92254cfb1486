import {type Command, shown} from './command.ts';
import {programOf} from './program.ts';

/** A raw request of the recorder's: creating a container with the MAC address that API 1.43 and older have. */
export function translateRequest(line: string, request: string): Command | null {
  const name = /^POST \/v1\.\d+\/containers\/create\?name=(\w+)/.exec(line)?.[1];
  const body = /\r\n\r\n(\{.*\})\s*$/s.exec(request)?.[1];
  if (name === undefined || body === undefined) return null;
  const {Image, Cmd, MacAddress, HostConfig} = JSON.parse(body);
  const options = {
    name,
    image: Image,
    program: programOf(Cmd),
    network: HostConfig.NetworkMode,
    macAddress: MacAddress,
  };
  return async ({docker}) => ({...shown(await docker.containers.create(options)), stdout: null});
}
