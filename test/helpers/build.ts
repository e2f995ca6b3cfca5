/** Builds dist/ once before the tests, so that those which start real processes run the code under test. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export default function buildOnce(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url)), '--keep'], {
    stdio: 'inherit',
  })
}
