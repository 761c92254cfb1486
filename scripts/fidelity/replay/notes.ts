/** A file that the recorder made in the midst of a scenario. */
export interface NotedFile {
  readonly path: string;
  readonly content: string;
}

/** The note of one scenario tells of its files in prose. */
const files: Readonly<Record<string, readonly NotedFile[]>> = {
  'socket rec.sock,': [
    {path: '/etc/docker/plugins/rec.spec', content: 'tcp://127.0.0.1:9201'},
    {path: '/usr/lib/docker/plugins/rec.spec', content: 'tcp://127.0.0.1:9202'},
    {path: '/etc/docker/plugins/bad.spec', content: 'not a url'},
    {path: '/etc/docker/plugins/bad2.spec', content: 'noscheme'},
    {path: '/etc/docker/plugins/bad3.json', content: '{'},
  ],
};

/** The files that a note speaks of: `PATH: CONTENT`, or one of the table. */
export function filesOfNote(note: string): readonly NotedFile[] {
  const known = Object.entries(files).find(([start]) => note.startsWith(start));
  if (known) return known[1];
  const [, path, content] = /^(\/\S+\.(?:spec|json)): (.*)$/s.exec(note) ?? [];
  return path === undefined || content === undefined ? [] : [{path, content}];
}

/** Directories that were there from this note on. */
export function directoriesOfNote(note: string): readonly string[] {
  if (note.startsWith('the volume holds a directory sub')) return ['/mnt/rec/volumes/v1/sub'];
  const [, mountpoint] = /^Mount answers Mountpoint "(\/mnt\/rec\/.*dir)"$/.exec(note) ?? [];
  return mountpoint === undefined ? [] : [mountpoint];
}
