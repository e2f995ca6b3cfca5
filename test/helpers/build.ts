/** Builds dist/ once before the tests, so that those which start real processes run the code under test. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export default function buildOnce(): void {
  spawnSync(process.execPath, [fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url)), '--keep'], {
    stdio: 'ignore',
  })
}
