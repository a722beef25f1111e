import { describe, expect, it } from 'vitest'
import { checkData } from '#packs/check.ts'
import { loadPacks } from '#packs/load.ts'
import { isPackError } from '#packs/problem.ts'
import { changed, dataFolder, files } from './data-folder.ts'

const plan = 'areas/370300-zibo/plan.json'
const reading = 'areas/370300-zibo/reading.json'
const places = 'areas/370300-zibo/places.json'
const offences = 'national/offences.json'
const limits = 'national/limits.json'
const retention = 'national/retention.json'
const escalation = 'national/escalation.json'
const calendar = 'national/calendar-2026.json'
const signIn = 'national/sign-in.json'
const templates = 'national/templates.json'
const transfers = 'national/transfers.json'
const systems = 'national/systems.json'
const scrutiny = 'national/scrutiny.json'
const ruleWithoutSource = { numbers: { lock: { value: 10, unit: 'minutes', least: 1 } } }
const aText = { id: 'a', step: 'note', title: '记一笔', text: '已经打过电话。' }

const aSystem = { id: 'random-inspection', clause: '一(一)', asks: '抽查对象要全' }
const aSection = { clause: '一(一)', heading: '总则' }
const aTask = { item: '1', task: '建台账', lead: [], due: '2020年6月前' }
const inMonths = {
  visits: { clause: '一(一)', asks: '督察', of: ['places'], every: { amount: 6, unit: 'M' } },
}

type Changes = Readonly<Record<string, unknown>>

const problemsOf = (changes: Changes): readonly string[] => {
  using folder = dataFolder(changes)
  return checkData(folder.path).problems
}

const entry = { offence: 'A1', basis: 'plan', clauses: ['二(一)'], reason: '归二(一)。' }
const byFunction = { offence: 'A1', basis: 'by-function', clauses: [], reason: '方案没有写。' }
const entries = (...all: readonly unknown[]) => changed(reading, ['entries'], all)
const clause = (field: string, value: unknown) => changed(plan, ['clauses', 1, field], value)

describe('a faultless data folder', () => {
  it('loads, with areas, offences, limits and the calendar', () => {
    using folder = dataFolder()
    const packs = loadPacks(folder.path)
    expect([...packs.areas.keys()]).toEqual(['370300'])
    expect(packs.offences.get('A1')?.plain).toBe('无证诊所')
    expect(packs.limits.get('accept')?.amount).toBe(7)
    expect(packs.calendar.years.get(2026)?.workdays.has('2026-01-04')).toBe(true)
  })

  it('has no problems to tell', () => {
    expect(problemsOf({})).toEqual([])
  })

  it('may be saved with a byte order mark', () => {
    expect(problemsOf({ [limits]: `\uFEFF${JSON.stringify(limitsContent)}` })).toEqual([])
  })
})

const areaPlan = (code: string, name: string) => ({
  ...files[plan],
  area: { ...files[plan].area, code, name },
})

const limitsContent = [
  { id: 'accept', step: 'accept', amount: 7, unit: 'WD', source: '办法', confidence: 'S' },
]

describe('a malformed file is named with its place and its cure', () => {
  const cases: readonly [string, Changes, ...string[]][] = [
    ['a missing file', { [reading]: undefined }, reading, '没有这个文件'],
    ['broken JSON, by its line', { [reading]: '{\n  "area": "370300",\n}' }, reading, '第 3 行'],
    ['a file not in UTF-8', { [places]: new Uint8Array([0x5b, 0xd5, 0xc5]) }, '不是 UTF-8'],
    ['a missing field', clause('heading', undefined), 'clauses[第2项 二(一)].heading', '缺这一项'],
    ['a wrong type', clause('reportable', '是'), '.reportable', '改成true 或 false'],
    ['a text where a list belongs', clause('lead', 'health-commission'), '.lead', '列表'],
    ['a misspelt field', clause('leads', []), '不认识的项目 leads'],
    ['an unknown allocation', clause('allocation', 'joint'), '只能是 sole、first-listed-leads'],
    ['an empty text', clause('asWritten', ' '), '.asWritten', '不能为空'],
    ['a department id in Chinese', clause('lead', ['卫健委']), '.lead[第1项]', '小写英文'],
    ['an impossible date', changed(plan, ['document', 'issuedOn'], '2020-02-30'), '真实日期'],
    ['a short area code', changed(plan, ['area', 'code'], '3703'), 'area.code', '六位'],
    ['small letters in the number prefix', changed(plan, ['area', 'letters'], 'zb'), '大写字母'],
    ['an offence code with no group', changed(offences, [0, 'code'], '1'), '违法行为代码'],
    ['a plain name too long to say', changed(offences, [0, 'plain'], '一'.repeat(13)), '12 个字'],
    [
      'an offence that is nobody’s business',
      changed(offences, [0, 'concerns'], []),
      'A1].concerns',
      '至少一个',
    ],
    ['a signal too heavy', changed(offences, [0, 'signals', 0, 'weight'], 9), '最多 5'],
    ['a limit in weeks', changed(limits, [0, 'unit'], 'weeks'), 'limits.json', '只能是 WD、ND'],
    ['a limit of half a day', changed(limits, [0, 'amount'], 0.5), 'amount', '整数'],
    [
      'office hours that end before they begin',
      changed(escalation, ['hours'], '17:00-09:00'),
      'escalation.json',
      '09:00-17:00',
    ],
    ['no rules for signing in', { [signIn]: undefined }, signIn, '没有这个文件'],
    ['a rule for signing in without its source', { [signIn]: ruleWithoutSource }, signIn, 'source'],
    ['texts of a step that is none', { [templates]: [{ ...aText, step: 'x' }] }, templates, 'step'],
    ['the same text twice', { [templates]: [aText, aText] }, templates, '写了两次'],
    [
      'a letter without what it rests on',
      { [transfers]: [{ id: 'a', to: 'police' }] },
      transfers,
      'source',
    ],
    ['a system without a sentence', changed(systems, [0, 'how'], ''), systems, '.how', '不能为空'],
    ['a system served nowhere', changed(systems, [0, 'serves'], 'no'), systems, '只能是 here、fed'],
    [
      'a rule of supervision without its source',
      changed(scrutiny, ['sample', 'source'], ''),
      'source',
    ],
    ['a sample larger than the most', changed(scrutiny, ['sample', 'size'], 400), '不能多于 most'],
    ['a period in months', changed(plan, ['scrutiny'], inMonths), 'scrutiny.visits.every.unit'],
    ['reminders in the wrong order', changed(escalation, ['soon'], 40), 'escalation.json', 'half'],
    ['a term in weeks', changed(retention, [0, 'unit'], 'W'), 'retention.json', '只能是 D、M、Y'],
    [
      'no term for a kind',
      changed(retention, [0, 'kind'], 'case'),
      'retention.json',
      'conversation',
    ],
    ['a place code of seven digits', changed(places, [1, 'code'], '3703031'), '九位'],
    ['a township at an unknown level', changed(places, [1, 'level'], 'town'), '只能是'],
    ['a holiday that is no day', changed(calendar, ['holidays'], ['2026-13-01']), '真实日期'],
  ]
  for (const [title, changes, ...words] of cases)
    it(title, () => {
      const problems = problemsOf(changes).join('\n')
      for (const word of words) expect(problems).toContain(word)
    })

  it('names every faulty file at once, and refuses to start', () => {
    using folder = dataFolder({ [reading]: '{', [places]: '[]', [limits]: '[{}]' })
    try {
      loadPacks(folder.path)
      expect.unreachable('faulty data must not load')
    } catch (error) {
      if (!isPackError(error)) throw error
      expect(new Set(error.problems.map((problem) => problem.file))).toEqual(
        new Set([limits, reading, places]),
      )
      for (const file of [limits, reading, places]) expect(error.message).toContain(file)
    }
  })
})

describe('files that contradict each other are named', () => {
  const cases: readonly [string, Changes, string][] = [
    [
      'a reading of a clause the plan has not',
      entries({ ...entry, clauses: ['九(九)'] }),
      '九(九)',
    ],
    [
      'a reading of a clause nobody can report under',
      entries({ ...entry, clauses: ['一(一)'] }),
      'reportable',
    ],
    ['a reading with no clause', entries({ ...entry, clauses: [] }), '至少写一条'],
    ['an offence read twice', entries(entry, entry), '写了两次'],
    ['an offence that is not in the taxonomy', entries(entry, { ...entry, offence: 'A9' }), 'A9'],
    ['an offence nobody has read', entries({ ...entry, offence: 'N1' }), '缺“黑诊所”'],
    ['a reading by function that proposes nobody', entries(byFunction), 'proposed.lead'],
    [
      'a proposal where the plan speaks',
      entries({ ...entry, proposed: { lead: ['health-commission'], cooperate: [] } }),
      '不写 proposed',
    ],
    [
      'a proposed department that is not declared',
      entries({ ...byFunction, proposed: { lead: ['customs'], cooperate: [] } }),
      'customs',
    ],
    [
      'a narrowing to a department the clause does not name',
      entries({ ...entry, narrowed: { lead: ['customs'], cooperate: [], byClause: '二(一)' } }),
      'customs',
    ],
    [
      'a narrowing by a clause the plan has not',
      entries({ ...entry, narrowed: { lead: ['public-security'], cooperate: [], byClause: '三' } }),
      '条款 三',
    ],
    [
      'a reportable clause that no offence leads to',
      clause('clause', '二(二)'),
      '没有一种违法行为',
    ],
    [
      'a clause cited where the plan is said to be silent',
      entries({ ...byFunction, clauses: ['二(一)'] }),
      'clauses 留空',
    ],
    ['a reading of another area', changed(reading, ['area'], '140800'), '370300'],
    ['an undeclared department', clause('responsible', ['customs']), 'customs'],
    [
      'a department the bracket does not name',
      clause('asWritten', '市卫生健康委负责'),
      'public-security',
    ],
    ['a department listed twice', clause('cooperate', ['public-security']), '列了两次'],
    [
      'a first-listed lead before the rule begins',
      changed(plan, ['leadRule', 'from'], '三'),
      '第一位牵头',
    ],
    ['a duty under an unknown clause', changed(plan, ['duties', 0, 'clause'], '附件2'), '附件2'],
    [
      'a duty of an undeclared department',
      changed(plan, ['duties', 0, 'department'], 'audit'),
      'audit',
    ],
    ['a channel under an unknown clause', changed(plan, ['channels', 0, 'clause'], '七'), '七'],
    [
      'a system of no known kind',
      changed(plan, ['systems', 0, 'id'], 'crystal-ball'),
      '没有这一种',
    ],
    ['a system under an unknown clause', changed(plan, ['systems', 0, 'clause'], '八'), '条款 八'],
    ['a system without what is asked', changed(plan, ['systems', 0, 'asks'], undefined), '缺 asks'],
    ['a system twice', changed(plan, ['systems'], [aSystem, aSystem]), '写了两次'],
    ['a section that is a clause too', changed(plan, ['sections'], [aSection]), 'sections 一(一)'],
    [
      'supervision under an unknown clause',
      changed(plan, ['scrutiny'], { interview: { clause: '九', asks: '约谈' } }),
      'scrutiny.interview',
    ],
    ['a task without its last day', changed(plan, ['annexTasks'], [aTask]), '缺 dueOn'],
    [
      'a task that begins after its last day',
      changed(plan, ['annexTasks'], [{ ...aTask, since: '2020-07-01', dueOn: '2020-06-30' }]),
      '开始晚于期限',
    ],
    [
      'a plan in another area’s folder',
      changed(plan, ['area', 'code'], '370400'),
      '和文件夹的代码不一致',
    ],
    [
      'a township in a county that is not there',
      changed(places, [1, 'within'], '370399'),
      '370399',
    ],
    ['a county inside a township', changed(places, [0, 'within'], '370303101'), '级别不比它高'],
    ['a place code used twice', changed(places, [1, 'code'], '370303'), '代码写了两次'],
    [
      'a calendar under another year’s name',
      changed(calendar, ['year'], 2025),
      'calendar-2025.json',
    ],
    [
      'a day both off and worked',
      changed(calendar, ['workdays'], ['2026-01-01']),
      '又是放假又是上班',
    ],
    ['a folder without a code', { 'areas/zibo/plan.json': {} }, '文件夹名'],
    ['no calendar at all', { [calendar]: undefined }, '没有节假日安排'],
  ]
  it.each(cases)('%s', (_title, changes, word) => {
    expect(problemsOf(changes).join('\n')).toContain(word)
  })

  it('two areas with the same letters, whose numbers would collide', () => {
    const second = {
      'areas/370400-zaozhuang/plan.json': areaPlan('370400', '枣庄市'),
      'areas/370400-zaozhuang/reading.json': { area: '370400', entries: [entry] },
      'areas/370400-zaozhuang/places.json': [
        { code: '370402', name: '市中区', also: [], level: 'county', within: '370400' },
      ],
    }
    expect(problemsOf(second).filter((problem) => problem.includes('area.letters'))).toHaveLength(2)
  })

  it('two folders for one code', () => {
    const copy = {
      'areas/370300-zibocopy/plan.json': files[plan],
      'areas/370300-zibocopy/reading.json': files[reading],
      'areas/370300-zibocopy/places.json': files[places],
    }
    expect(problemsOf(copy).join('\n')).toContain('两个文件夹')
  })

  it('a system whose screen is not there is told with those that are, where the screens are known', () => {
    using folder = dataFolder({})
    const told = (...screens: readonly string[]) =>
      checkData(folder.path, new Set(screens)).problems.join('\n')
    expect(told('dashboard')).toBe('')
    expect(told('inbox', 'gaps')).toContain('没有 dashboard 这个页面。改成 inbox、gaps 之一')
  })

  it('an offence left unread is told, but does not keep the office from opening', () => {
    using folder = dataFolder(entries())
    expect(checkData(folder.path).problems.join('\n')).toContain('缺“黑诊所”')
    expect(loadPacks(folder.path).areas.size).toBe(1)
  })
})
