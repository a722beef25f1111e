import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { here } from './yijian.ts'

const dir = mkdtempSync(join(tmpdir(), 'yijian-move-'))
afterAll(() => rmSync(dir, { recursive: true }))

it.each(['postgres://a:geheim@db/yijian', 'postgres://db/yijian?user=a&password=geheim'])(
  'a password on the command line, where everybody sees it, is refused: %s',
  async (to) => {
    const refused = await here(['migrate-store', '--to', to], { STATE_DIR: dir })
    expect(refused.complaint).toContain('进程列表')
    expect(refused.complaint).not.toContain('geheim')
  },
)
