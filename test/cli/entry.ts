// The command line from the sources, for tests that need a real process.
import {main} from '../../src/cli/main.ts';

await main(process.argv.slice(2));
