// Preloaded into a measured process: writes what it used itself, without its children, where BENCH_USAGE says.
import {writeFileSync} from 'node:fs';

process.on('exit', () => {
  const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage();
  const usage = {cpuMs: (userCPUTime + systemCPUTime) / 1000, rssMb: maxRSS / 1024};
  if (process.env.BENCH_USAGE) writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
});
