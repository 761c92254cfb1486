/** An image, as far as volumes notice it. */
export interface Image {
  readonly name: string;
  readonly id: string;
  /** `CMD`. */
  readonly command: readonly string[];
  /** `VOLUME` instructions. */
  readonly volumes: readonly string[];
  /** Files below the folders that can be copied up, by absolute path. */
  readonly files: Readonly<Record<string, string>>;
}

const LAB_ID = 'sha256:d83fa2389cc49227a8d1fd1924d354f3af28955cdb8d0f31bb703d71e9819363';
const DATA_ID = `sha256:${'d'.repeat(64)}`;

/** The images of the laboratory in which daemons were recorded. */
const images: readonly Image[] = [
  {name: 'busybox:lab', id: LAB_ID, command: ['sh'], volumes: [], files: {}},
  {
    name: 'busybox:data',
    id: DATA_ID,
    command: ['sh'],
    volumes: ['/data'],
    files: {'/data/one': 'one\n', '/data/two': 'two\n'},
  },
];

/** The image a container gets when none is named. */
export const DEFAULT_IMAGE = 'busybox:lab';

/** Folders of every image besides those of its files. */
const FOLDERS = ['/', '/bin', '/dev', '/etc', '/home', '/proc', '/root', '/sys', '/tmp', '/usr', '/var'];

/** An image by name; null when there is none. */
export function imageNamed(name: string): Image | null {
  return images.find(image => image.name === name) ?? null;
}

/** True when the image has this folder: a volume mounted there gets the folder's files copied into it. */
export function hasFolder(image: Image, path: string): boolean {
  return (
    FOLDERS.includes(path) ||
    image.volumes.includes(path) ||
    Object.keys(image.files).some(file => file.startsWith(`${path}/`))
  );
}
