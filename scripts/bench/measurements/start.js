import { installPeers, PEERS } from '../peers.js';
import { timeOf } from '../process.js';

/** What everybody waits for first. Aims at 1.4 times a bare start or less. */
export const title = 'Start';
export const runs = 15;
export const reference = 'node -e 0';

export async function prepare(directory, program) {
  const { peers, missing } = installPeers(Object.keys(PEERS), directory);
  const start = (name, args) => ({ name, run: () => timeOf(process.execPath, args) });
  return {
    contestants: [
      start(reference, ['-e', '0']),
      start('create-exporter --help', [program, '--help']),
      start('create-exporter --version', [program, '--version']),
      ...peers.map((peer) =>
        start(`${peer.name} ${peer.help.join(' ')}`, [peer.program, ...peer.help]),
      ),
    ],
    missing,
  };
}
