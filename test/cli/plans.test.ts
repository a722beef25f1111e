import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aHouse, aPerson, aStory, reports } from '../service/house.ts'
import { aFolder, here, linesOf, yijian } from './yijian.ts'

const data = join(import.meta.dirname, '../../data')
const rongchangPlan = join(data, 'areas/500153-rongchang/plan.json')
const text = '荣昌区昌元街道菜市场后头有个老太婆给人打针输液，没得证'

/** As section 6 of the design has it; whoever builds on it counts on every key. */
const keys = [
  'id',
  'area',
  'intent',
  'danger',
  'inScope',
  'handOver',
  'matters',
  'missing',
  'explanation',
]
const matterKeys = [
  'offences',
  'confidence',
  'clauses',
  'lead',
  'responsible',
  'cooperate',
  'open',
  'basis',
]

describe('route', () => {
  it('--json prints one line of the promised shape, and opens no database', async () => {
    using folder = aFolder()
    const state = folder.path('nowhere', 'deep')
    const words = ['route', '--area', '500153', '--text', text, '--json']
    const ran = await yijian(words, { STATE_DIR: state })
    expect(ran).toMatchObject({ code: 0, complaint: '' })
    const [line, ...more] = linesOf(ran.out) as Record<string, unknown>[]
    expect(more).toEqual([])
    expect(Object.keys(line ?? {})).toEqual(keys)
    const [matter] = (line?.['matters'] ?? []) as Record<string, unknown>[]
    expect(Object.keys(matter ?? {})).toEqual(matterKeys)
    expect(matter).toMatchObject({ lead: ['health-commission'], open: false, basis: 'plan' })
    expect(() => readFileSync(state)).toThrow(/ENOENT/)
  })

  it('--file answers each line in order, with its own id and area', async () => {
    using folder = aFolder()
    const file = folder.path('texts.jsonl')
    const lines = [
      { id: 'b', text },
      { id: 7, text: '张店区医院虚假住院骗医保', area: '370300' },
      { id: 'empty', text: '' },
      { id: 'odd', text: `']]>{what}\u0000😀 --json`, area: null },
    ]
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n\n'))
    const ran = await here(['route', '--area', '500153', '--file', file, '--json'])
    expect(ran.code).toBe(0)
    expect(linesOf(ran.out)).toMatchObject([
      { id: 'b', area: '500153' },
      { id: 7, area: '370300' },
      { id: 'empty', area: '500153', intent: 'empty', matters: [] },
      { id: 'odd', area: '500153' },
    ])
  })

  it('a line that is none is named, before anything is printed', async () => {
    using folder = aFolder()
    const file = folder.path('texts.jsonl')
    writeFileSync(file, `${JSON.stringify({ text })}\n{"text": 5}\n`)
    const ran = await here(['route', '--area', '500153', '--file', file, '--json'])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.complaint).toContain('第 2 行')
  })

  it.each([
    [['route', '--area', '999999', '--text', text], '500153'],
    [['route', '--area', '500153'], '--text'],
    [['route', '--area', '500153', '--file', '/nowhere.jsonl'], '/nowhere.jsonl'],
    [['route', '--text', text], '--area'],
    [['rout'], 'rout'],
  ])('%j is wrong use, with what to give', async (words, cure) => {
    const ran = await here(words)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.complaint).toContain(cure)
  })
})

describe('plan', () => {
  it('--json prints the plan as it stands in data/, and how much of it there is', async () => {
    const ran = await here(['plan', '--area', '500153', '--json'])
    expect(ran.code).toBe(0)
    const [printed] = linesOf(ran.out) as { counts: object }[]
    const { counts, ...plan } = printed ?? { counts: {} }
    expect(plan).toEqual(JSON.parse(readFileSync(rongchangPlan, 'utf8')))
    expect(counts).toMatchObject({ clauses: 24, allocations: { 'each-leads-by-duty': 16 } })
  })

  it('--gaps prints what the plan leaves open as plain text, without a database', async () => {
    using folder = aFolder()
    const env = { STATE_DIR: folder.path('nowhere') }
    const ran = await here(['plan', '--gaps', '--area', '211382', '--year', '2026'], env)
    expect(ran).toMatchObject({ code: 0, complaint: '' })
    expect(ran.out).toContain('凌源市方案空白清单（2026 年）')
    expect(ran.out).toContain('一、方案没有写到的：3 类')
    expect(ran.out).not.toMatch(/本年 \d+ 件/)
    expect(Math.max(...ran.out.split('\n').map((line) => line.length))).toBeLessThan(200)
    const wrong = await here(['plan', '--gaps', '--area', '211382', '--year', 'last'], env)
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect((await here(['plan', '--gaps', '--area', '999999'], env)).code).toBe(2)
  })

  it('--gaps --json counts what a database holds', async () => {
    await using house = await aHouse()
    const { number } = await reports(aPerson(house, '500153'), [
      '荣昌区昌元街道康宁医院乱倒医疗废物，针头扔进普通垃圾桶',
      ...aStory.slice(1),
    ])
    await house.close()
    const words = ['plan', '--gaps', '--area', '500153', '--year', '2026', '--json']
    const ran = await here(words, { STATE_DIR: house.dir })
    const [list] = linesOf(ran.out) as { gaps: { offence: string; matters?: number }[] }[]
    const counted = list?.gaps.filter(({ matters }) => (matters ?? 0) > 0)
    expect(number).not.toBe('')
    expect(counted?.map(({ offence, matters }) => [offence, matters])).toEqual([['J7', 1]])
    expect(ran.out).not.toContain('康宁')
  })

  it('--diff takes what --json printed', async () => {
    using folder = aFolder()
    const printed = await here(['plan', '--area', '500153', '--json'])
    writeFileSync(folder.path('printed.json'), printed.out)
    const ran = await here(['plan', '--diff', rongchangPlan, folder.path('printed.json')])
    expect(ran).toMatchObject({ code: 0, out: '没有差别\n' })
  })

  it('--diff tells clause by clause what changed between two of them', async () => {
    using folder = aFolder()
    const plan = JSON.parse(readFileSync(rongchangPlan, 'utf8')) as {
      clauses: { clause: string; lead: string[] }[]
    }
    const [first, second] = plan.clauses
    const changed = {
      ...plan,
      clauses: [
        { ...first, lead: ['public-security'] },
        ...plan.clauses.slice(2),
        { ...first, clause: '新增' },
      ],
    }
    const file = folder.path('plan.json')
    writeFileSync(file, JSON.stringify(changed))
    const ran = await here(['plan', '--diff', rongchangPlan, file, '--json'])
    expect(ran.code).toBe(1)
    expect(linesOf(ran.out)).toEqual([
      {
        differences: [
          {
            in: 'clause',
            id: first?.clause,
            change: 'changed',
            fields: { lead: { old: first?.lead, new: ['public-security'] } },
          },
          { in: 'clause', id: second?.clause, change: 'removed' },
          { in: 'clause', id: '新增', change: 'added' },
        ],
      },
    ])
    const same = await here(['plan', '--diff', rongchangPlan, rongchangPlan])
    expect(same).toMatchObject({ code: 0, out: '没有差别\n' })
  })
})

describe('deadline', () => {
  it('counts working days over a holiday, and says where none is published', async () => {
    const words = ['deadline', '--from', '2026-09-28', '--limit', '7wd', '--json']
    const ran = await here(words)
    expect(ran.code).toBe(0)
    const [line] = linesOf(ran.out) as { on: string; provisional: boolean }[]
    expect(line?.on).toMatch(/^2026-10-1\d$/)
    expect(line?.provisional).toBe(false)
    const far = await here(['deadline', '--from', '2031-01-04', '--limit', '7wd'])
    expect(far).toMatchObject({ code: 0 })
    expect(far.out).toContain('暂定')
  })

  it.each([
    ['2026-02-30', '7wd'],
    ['tomorrow', '7wd'],
    ['2026-02-03', '7'],
  ])('%s and %s are wrong use', async (from, limit) => {
    const ran = await here(['deadline', '--from', from, '--limit', limit])
    expect(ran).toMatchObject({ code: 2, out: '' })
  })
})

describe('what is shipped and what is broken', () => {
  it('check-data finds no fault in data/, flows inspect none in the conversations', async () => {
    const checked = await here(['check-data', '--json'])
    const inspected = await here(['flows', 'inspect', '--json'])
    expect(checked).toMatchObject({ code: 0, out: '{"problems":[]}\n' })
    expect(inspected.code, inspected.out).toBe(0)
    expect(linesOf(inspected.out)).toMatchObject([{ problems: [] }])
  })

  it('a malformed pack is named with its place and its cure, and nothing starts on it', async () => {
    using folder = aFolder()
    cpSync(data, folder.path('data'), { recursive: true })
    const file = folder.path('data/areas/500153-rongchang/plan.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"allocation": "', '"allocation": "un'))
    const env = { DATA_DIR: folder.path('data'), STATE_DIR: folder.path('var') }
    for (const words of [
      ['check-data'],
      ['serve'],
      ['route', '--area', '500153', '--text', text],
    ]) {
      const ran = await here(words, { ...env, PORT: '0' })
      expect(ran.code, words.join(' ')).toBe(1)
      expect(ran.complaint).toContain('500153-rongchang/plan.json')
      expect(ran.complaint).toContain('allocation')
      expect(ran.complaint).not.toContain('    at ')
    }
  })
})
