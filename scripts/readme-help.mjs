// Writes the help of every command into README.md, between its markers. `npm run build` first. The test `test/cli/readme.test.ts` checks that it is current.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const help = (command) =>
  execFileSync(process.execPath, [path('bin/mem.js'), command, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })

const readme = readFileSync(path('README.md'), 'utf8')
const updated = readme.replace(
  /<!-- help:(\w+) -->\n[\s\S]*?<!-- \/help -->/g,
  (_, command) =>
    `<!-- help:${command} -->\n\`\`\`text\n$ mem ${command} --help\n${help(command).trimEnd()}\n\`\`\`\n<!-- /help -->`,
)
if (updated !== readme) writeFileSync(path('README.md'), updated)
