import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findProgram} from './available.ts';

/**
 * Makes the tar of a root file system that holds busybox, its links, and two files in /data
 * (what `docker import` makes `busybox:lab` and `busybox:data` of). Returns its path; the caller removes it.
 */
export function makeImageTar(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-image-'));
  const busybox = findProgram('busybox');
  if (busybox === null) throw new Error('busybox is not installed: the caller has to check whyNoLab first');
  const root = join(folder, 'root');
  for (const part of ['bin', 'etc', 'tmp', 'data']) mkdirSync(join(root, part), {recursive: true});
  copyFileSync(busybox, join(root, 'bin/busybox'));
  const applets = execFileSync(busybox, ['--list'], {encoding: 'utf8'}).trim().split('\n');
  for (const applet of applets.filter(name => name !== 'busybox'))
    symlinkSync('busybox', join(root, 'bin', applet));
  writeFileSync(join(root, 'data/one'), 'one\n');
  writeFileSync(join(root, 'data/two'), 'two\n');
  const tar = `${folder}.tar`;
  execFileSync('tar', ['-C', root, '-cf', tar, '.']);
  rmSync(folder, {recursive: true});
  return tar;
}
