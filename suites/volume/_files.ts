import {type CheckContext, hexId} from '../../src/authoring.ts';

/** A file that a container writes into a volume to see later whether it is still the same volume. */
export interface Proof {
  readonly file: string;
  readonly text: string;
}

/** Writes a file of its own through a mountpoint; ends the check as untestable where that can't be done from here. */
export async function writeProof(t: CheckContext, mountpoint: string, word = 'proof'): Promise<Proof> {
  const text = hexId(t.random).slice(0, 16);
  // a name of its own: several volumes may have one place
  const proof = {file: `plugtest-${word}-${text.slice(0, 4)}`, text};
  const kind = await t.host.kind(mountpoint);
  if (kind === 'unknown') t.untestable(unseen(mountpoint));
  if (kind !== 'directory') t.blocked('volume.mountpoint.is-directory', `${mountpoint}: ${kind}`);
  try {
    await t.host.write(mountpoint, proof.file, proof.text);
  } catch (error) {
    t.untestable(`plugtest can't write below ${mountpoint} (${messageOf(error)}): run it as a user that may`);
  }
  return proof;
}

/** What a container finds in place of the proof: empty when it is there, else why not. */
export async function missing(t: CheckContext, mountpoint: string, proof: Proof): Promise<string> {
  try {
    const found = await t.host.read(mountpoint, proof.file);
    return found === proof.text ? '' : `${mountpoint}/${proof.file} holds ${JSON.stringify(found)}`;
  } catch (error) {
    return messageOf(error);
  }
}

function unseen(mountpoint: string): string {
  return `the mountpoint ${mountpoint} can't be seen from here: run plugtest in the plugin's mount namespace`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Fails with the words of the check unless the proof can be read through the mountpoint. */
export async function expectProof(t: CheckContext, mountpoint: string, proof: Proof): Promise<void> {
  const actual = await missing(t, mountpoint, proof);
  t.expect.ok(actual === '', {
    expected: `${mountpoint}/${proof.file} holds ${JSON.stringify(proof.text)}`,
    actual,
  });
}
