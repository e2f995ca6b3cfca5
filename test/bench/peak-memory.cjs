// Loaded into measured processes: says at exit how much memory they held at most.
process.on('exit', () => process.stderr.write(`@peak ${process.resourceUsage().maxRSS}\n`))
