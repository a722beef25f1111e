import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lifecyclePage } from '../../src/cli/lifecycle.ts'

it('docs/lifecycle.md is what the tables say: print it anew with `yijian lifecycle > docs/lifecycle.md`', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/lifecycle.md'), 'utf8')
  expect(page).toBe(lifecyclePage())
})
