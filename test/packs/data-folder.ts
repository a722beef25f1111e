import { noticeItems } from '#core/privacy-notice.ts'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { retainedKinds } from '#core/retention.ts'

const shipped = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../data/national', name), 'utf8')) as object

/** Files of a small, faultless data folder: one area with two departments and two clauses. */
export const files = {
  'national/offences.json': [
    {
      code: 'A1',
      group: 'A',
      zh: '黑诊所',
      en: 'unlicensed clinic',
      plain: '无证诊所',
      concerns: ['health-commission', 'public-security'],
      asks: [],
      signals: [{ phrase: '黑诊所', weight: 5 }],
    },
    {
      code: 'N1',
      group: 'N',
      zh: '食品',
      en: 'food',
      plain: '食品问题',
      handOver: { to: '市场监管局', why: '食品归市场监管局管' },
      asks: [],
      signals: [],
    },
  ],
  'national/notices.json': [
    {
      version: '1',
      since: '2026-01-01',
      base: 'duty',
      minor: { age: 14, source: '个人信息保护法第三十一条' },
      source: '个人信息保护法第十七条',
      brief: { 'zh-cn': '只用来查您反映的事。' },
      sections: noticeItems.map((item) => ({ item, title: item, text: ['一句话。'] })),
    },
  ],
  'national/escalation.json': {
    half: 50,
    soon: 80,
    overdueAfter: 1,
    supervisedAfter: 3,
    hours: '09:00-17:00',
    source: '通行做法',
    confidence: 'U',
    practice: true,
    checkedOn: '2026-11-22',
  },
  'national/retention.json': retainedKinds.map((kind) => ({
    kind,
    from: 'case-ended',
    amount: 6,
    unit: 'M',
    source: '没有查到法定期限',
    confidence: 'U',
    checkedOn: '2026-11-20',
  })),
  'national/transfers.json': [
    {
      id: 'penalty-law',
      to: 'police',
      text: '《行政处罚法》第二十七条',
      source: '《行政处罚法》第二十七条',
      confidence: 'S',
    },
  ],
  'national/systems.json': [
    {
      id: 'random-inspection',
      name: { zh: '双随机抽查', en: 'Random inspection' },
      serves: 'here',
      screen: 'dashboard',
      how: '按举报给抽查对象加权。',
    },
  ],
  'national/scrutiny.json': shipped('scrutiny.json'),
  'national/law.json': shipped('law.json'),
  'national/publish.json': shipped('publish.json'),
  'national/subjects.json': { ...shipped('subjects.json'), inspections: [], credit: [], uses: [] },
  'national/satisfaction.json': {
    ask: { days: 7, practice: true, source: '没有法定期限', checkedOn: '2026-11-22' },
    archive: { days: 30, practice: true, source: '惯例', checkedOn: '2026-11-22' },
    remedies: [
      {
        whom: 'affected',
        text: { 'zh-cn': '受了损害的，可以申请复议。', en: 'Who was harmed may ask for review.' },
        source: '行政复议法第二十条',
        confidence: 'S',
        checkedOn: '2026-11-22',
      },
    ],
  },
  'national/sign-in.json': shipped('sign-in.json'),
  'national/templates.json': shipped('templates.json'),
  'national/rewards.json': { schemes: [], examples: [] },
  'national/limits.json': [
    { id: 'accept', step: 'accept', amount: 7, unit: 'WD', source: '办法第一条', confidence: 'S' },
  ],
  'national/calendar-2026.json': {
    year: 2026,
    published: true,
    source: '国务院办公厅通知',
    holidays: ['2026-01-01'],
    workdays: ['2026-01-04'],
  },
  'areas/370300-zibo/plan.json': {
    area: { code: '370300', name: '淄博市', level: 'prefecture', letters: 'ZB' },
    document: { title: '方案', number: '1号', issuer: '市政府办公室', issuedOn: '2020-08-21' },
    validity: { status: '未核实', checkedOn: '2026-11-21' },
    leadRule: { rule: 'first-listed-leads', from: '二(一)', asWritten: '排第一位的牵头' },
    departments: [
      { id: 'health-commission', name: '市卫生健康委', asWritten: ['市卫生健康委'] },
      { id: 'public-security', name: '市公安局', asWritten: ['市公安局'] },
    ],
    clauses: [
      {
        clause: '一(一)',
        heading: '总则',
        matter: '责任',
        reportable: false,
        allocation: 'sole',
        lead: ['health-commission'],
        responsible: [],
        cooperate: [],
        openEnded: false,
        asWritten: '市卫生健康委负责',
      },
      {
        clause: '二(一)',
        heading: '秩序',
        matter: '非法行医',
        reportable: true,
        allocation: 'first-listed-leads',
        lead: ['health-commission'],
        responsible: ['public-security'],
        cooperate: [],
        openEnded: false,
        asWritten: '市卫生健康委、市公安局负责',
      },
    ],
    duties: [
      { department: 'public-security', clause: '二(一)', duty: '打击犯罪', keywords: ['犯罪'] },
    ],
    annexTasks: [],
    channels: [{ clause: '一(一)', channel: '12345热线' }],
    systems: [{ id: 'random-inspection', clause: '一(一)', asks: '抽查对象要全' }],
    gaps: [],
  },
  'areas/370300-zibo/reading.json': {
    area: '370300',
    entries: [{ offence: 'A1', basis: 'plan', clauses: ['二(一)'], reason: '非法行医归二(一)。' }],
  },
  'areas/370300-zibo/places.json': [
    { code: '370303', name: '张店区', also: ['张店'], level: 'county', within: '370300' },
    { code: '370303101', name: '南定镇', also: [], level: 'township', within: '370303' },
  ],
} as const

export type FileName = keyof typeof files

/** A data folder on disk, gone with `using`. Contents given here take the place of the faultless ones. */
export function dataFolder(others: Readonly<Record<string, unknown>> = {}): Disposable & {
  readonly path: string
} {
  const path = mkdtempSync(join(tmpdir(), 'packs-'))
  for (const [name, content] of Object.entries({ ...files, ...others })) {
    if (content === undefined) continue
    const file = join(path, name)
    mkdirSync(dirname(file), { recursive: true })
    const isRaw = typeof content === 'string' || content instanceof Uint8Array
    writeFileSync(file, isRaw ? content : JSON.stringify(content, null, 2))
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** A faultless file with some of its fields changed, along a path of keys and positions. */
export function changed(
  file: FileName,
  path: readonly (string | number)[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  return { [file]: put(files[file], path, value) }
}

function put(
  whole: unknown,
  [step, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (step === undefined) return value
  if (Array.isArray(whole))
    return whole.with(Number(step), put(whole[Number(step)], rest, value)) as unknown
  const record = whole as Readonly<Record<string, unknown>>
  return { ...record, [step]: put(record[step], rest, value) }
}
