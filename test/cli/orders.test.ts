import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { aFolder, here, started } from './yijian.ts'

const head = '工单编号,受理时间,诉求内容,地点'
/** Yesterday by the machine's own clock, which the command goes by. */
const yesterday = new Date(Date.now() - 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)

it('a file of orders is registered from the command line, once, and bad lines are named', async () => {
  using folder = aFolder()
  const path = folder.path('orders.csv')
  const env = { STATE_DIR: folder.path('var') }
  await started(env)
  const words = ['orders', 'import', path, '--area', '500153']
  const good = `a1,${yesterday} 09:30,滨河路18号康民诊所没有证给人打针,滨河路18号康民诊所`
  writeFileSync(path, [head, good, `a2,${yesterday} 09:30,,滨河路`].join('\n'))
  const first = await here(words, env)
  expect(first.out).toContain('新登记 1 件，以前登记过 0 件')
  expect(first.complaint).toContain('第 3 行 诉求内容：没有内容')
  expect(first.code).toBe(1)
  writeFileSync(path, [head, good, `a2,${yesterday} 09:30,药店没有药师卖处方药,滨河路`].join('\n'))
  const again = await here([...words, '--json'], env)
  expect(again.code).toBe(0)
  expect(JSON.parse(again.out)).toMatchObject({
    filed: [{ theirs: 'a2' }],
    known: [{ theirs: 'a1' }],
  })
  const other = await here([...words, '--source', 'nobody'], env)
  expect([other.code, other.complaint]).toEqual([2, expect.stringContaining('可选：12345')])
}, 60_000)
