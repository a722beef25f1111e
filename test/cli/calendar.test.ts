import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHolidayList } from '#packs/holiday-list.ts'
import { aHouse, aPerson, reports } from '../service/house.ts'
import { aFolder, here } from './yijian.ts'

const data = join(import.meta.dirname, '../../data')
const national = join(data, 'national/calendar-2026.json')

/** For the tests alone: nobody has published it. */
const notice = `来源 测试用的通知（测〔2026〕1号）
放假 2027-01-01 至 2027-01-03
放假：2027-02-05 至 2027-02-12
上班 2027-02-14
# 一行说明
`

describe('yijian calendar import', () => {
  it('keeps a notice, counts with it, and takes the same again without a change', async () => {
    using folder = aFolder()
    const list = folder.path('2027.txt')
    writeFileSync(list, notice)
    const env = { STATE_DIR: folder.path('var') }
    const deadline = ['deadline', '--from', '2027-02-04', '--limit', '1wd', '--json']
    expect(JSON.parse((await here(deadline, env)).out)).toMatchObject({ provisional: true })
    const first = await here(['calendar', 'import', list, '--json'], env)
    expect(first).toMatchObject({ code: 0, complaint: '' })
    expect(JSON.parse(first.out)).toMatchObject({ year: 2027, holidays: 11, workdays: 1 })
    const after = JSON.parse((await here(deadline, env)).out) as object
    expect(after).toMatchObject({ on: '2027-02-14', provisional: false })
    const again = await here(['calendar', 'import', list], env)
    expect(again.out).toContain('没有改动')
    expect((await here(['check-data', '--json'], env)).out.trim()).toBe('{"problems":[]}')
  })

  it('writes nothing into the data, so that a later release, a backup and a restore keep it', async () => {
    using folder = aFolder()
    const list = folder.path('2027.txt')
    writeFileSync(list, notice)
    const env = { STATE_DIR: folder.path('var'), DATA_DIR: folder.path('data') }
    cpSync(data, env.DATA_DIR, { recursive: true })
    await using house = await aHouse(env)
    await house.close()
    expect((await here(['calendar', 'import', list], env)).code).toBe(0)
    expect(existsSync(join(env.DATA_DIR, 'national/calendar-2027.json'))).toBe(false)
    expect((await here(['backup', folder.path('copy')], env)).complaint).toBe('')
    const later = { STATE_DIR: folder.path('later') }
    mkdirSync(later.STATE_DIR)
    cpSync(folder.path('var', 'master.key'), folder.path('later', 'master.key'))
    expect((await here(['restore', folder.path('copy')], later)).complaint).toBe('')
    const deadline = ['deadline', '--from', '2027-02-04', '--limit', '1wd', '--json']
    expect(JSON.parse((await here(deadline, later)).out)).toMatchObject({ on: '2027-02-14' })
    expect((await here(['doctor'], later)).out).toContain('2027 年的放假安排用的是自己导入的')
  })

  it('what is broken of it is named, and the days off known before hold on', async () => {
    using folder = aFolder()
    const list = folder.path('2027.txt')
    writeFileSync(list, notice)
    const env = { STATE_DIR: folder.path('var') }
    await using house = await aHouse(env)
    await house.close()
    expect((await here(['calendar', 'import', list], env)).code).toBe(0)
    await using counted = await aHouse(env)
    await counted.close()
    writeFileSync(folder.path('var', 'calendar-2027.json'), '{"year":2027')
    const deadline = ['deadline', '--from', '2027-02-04', '--limit', '1wd', '--json']
    expect(JSON.parse((await here(deadline, env)).out)).toMatchObject({ on: '2027-02-14' })
    const told = await here(['doctor'], env)
    expect(told.out).toContain(`national: ${folder.path('var', 'calendar-2027.json')}`)
  })

  it('desk edge 18: what is known of a year is not replaced unless somebody says so', async () => {
    using folder = aFolder()
    const list = folder.path('2026.json')
    const known = JSON.parse(readFileSync(national, 'utf8')) as { holidays: string[] }
    writeFileSync(list, JSON.stringify({ ...known, holidays: known.holidays.slice(1) }))
    const env = { STATE_DIR: folder.path('var') }
    const refused = await here(['calendar', 'import', list], env)
    expect(refused.code).toBe(1)
    expect(refused.complaint).toContain('--replace')
    const file = folder.path('var', 'calendar-2026.json')
    expect(existsSync(file)).toBe(false)
    expect((await here(['calendar', 'import', list, '--replace'], env)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain('2026-01-01')
  })

  it('says how many cases in hand will be counted anew', async () => {
    using folder = aFolder()
    await using house = await aHouse()
    await reports(aPerson(house, '500153'))
    const list = folder.path('2027.txt')
    writeFileSync(list, notice)
    const ran = await here(['calendar', 'import', list], { STATE_DIR: house.dir })
    expect(ran.out).toContain('在办的 1 件重新核算期限')
  })
})

describe('a list of days off', () => {
  it.each([
    ['without its source', notice.replace(/来源.*/, ''), '没有来源'],
    ['with a day that is none', notice.replace('2027-02-14', '2027-13-30'), '第 4 行'],
    ['with a line nobody understands', `${notice}春节快乐`, '第 6 行'],
    ['with a span that runs backwards', notice.replace('2027-01-03', '2026-12-30'), '起止不对'],
    ['with a day of another year', `${notice}放假 2028-01-01`, '不是 2027 年'],
    ['with a day both off and worked', `${notice}上班 2027-02-06`, '写了两次'],
    ['with a make-up day that is no weekend', `${notice}上班 2027-02-16`, '本来就上班'],
    ['of nothing', '来源 测试', '没有写放假'],
    ['as half a JSON file', '{"year":', '不是完整的 JSON'],
    ['as JSON without days', '{"year":2027,"published":true,"source":"x"}', ''],
  ])('%s is refused with its place and the cure', (_title, text, cure) => {
    const read = readHolidayList(text)
    const told = read.ok ? '' : read.faults.map((one) => `${one.where}：${one.cure}`).join('\n')
    expect(read.ok).toBe(false)
    expect(told).toContain(cure)
  })
})
