// Loaded into measured processes: says at exit how much memory they held at most, and how much processor time they took.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  process.stderr.write(`@peak ${maxRSS} @cpu ${userCPUTime + systemCPUTime}\n`)
})
