import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { adverseIn } from '#core/adverse.ts'
import { sendersOf } from '#core/same-sender.ts'
import { adverseHandOver, handOverOf, opinionHandOver } from '#core/warning-hand-over.ts'
import { decideWarning, gradeOf, seesWarning, type WarningDeed } from '#core/warning.ts'
import { loadPacks } from '#packs/load.ts'

const packs = loadPacks(join(import.meta.dirname, '../../data'))
const rules = packs.warnings
if (!rules) throw new Error('there is no national/warnings.json')

const at = (area: string, offence = 'A1') => {
  const pack = packs.areas.get(area)
  const clauses = rules.areas.find((one) => one.area === area)
  if (!pack || !clauses) throw new Error(`no ${area}`)
  const concerns = packs.offences.get(offence)?.concerns ?? []
  const entry = pack.reading.entries.find((one) => one.offence === 'G6')
  return {
    risk: handOverOf(pack.plan, clauses.risk.clause, concerns),
    opinion: opinionHandOver(clauses.risk.clause, clauses.opinion),
    adverse: adverseHandOver(pack.plan, entry, clauses.adverse.clause),
  }
}

describe('to whom a warning goes', () => {
  it('every area with a plan has its clauses, and they name what stands in it', () => {
    for (const [code, { plan }] of packs.areas) {
      const clauses = rules.areas.find(({ area }) => area === code)
      const ids = new Set(plan.clauses.map(({ clause }) => clause))
      const departments = new Set(plan.departments.map(({ id }) => id))
      expect(ids.has(clauses?.risk.clause ?? ''), code).toBe(true)
      for (const { clause, department } of clauses?.opinion ?? []) {
        expect(ids.has(clause), clause).toBe(true)
        expect(departments.has(department), department).toBe(true)
      }
    }
  })

  it.each([
    ['Lingyuan 二(三)5: the first named leads', '211382', 'health-commission', 'one-leads'],
    ['Zibo 三(五): the first named leads', '370300', 'health-commission', 'one-leads'],
    ['Yuncheng 二: health alone is named', '140800', 'health-commission', 'one-leads'],
    [
      'Rongchang 四(六): each in its own, of those whose business it is',
      '500153',
      'health-commission',
      'concerned',
    ],
  ])('%s', (_title, area, department, why) => {
    expect(at(area, 'J2').risk).toMatchObject({ departments: [department], why })
  })

  it('Inner Mongolia 二(三)22 names ten together: where several of them are concerned, the intake office decides', () => {
    const { risk } = at('150000', 'G4')
    expect(risk.named).toHaveLength(10)
    expect(risk.departments.length === 1 ? risk.why : 'several').toBe(risk.why)
    expect(handOverOf(packs.areas.get('150000')?.plan as never, '二(三)22', [])).toMatchObject({
      departments: [],
      why: 'several',
    })
  })

  it('public opinion goes where the plan names somebody for it, and openly to intake where it does not', () => {
    expect(at('211382').opinion).toMatchObject({
      clause: '二(一)5',
      departments: ['publicity', 'cyberspace'],
    })
    expect(at('370300').opinion).toMatchObject({
      clause: '三(五)、四(四)',
      departments: ['cyberspace', 'publicity'],
    })
    expect(at('500153').opinion).toMatchObject({
      clause: '五(三)',
      departments: ['publicity', 'cyberspace'],
    })
    for (const silent of ['140800', '150000'])
      expect(at(silent).opinion).toMatchObject({ departments: [], why: 'silent-on-opinion' })
  })

  it('adverse events go by the plan’s reading, and openly to intake where the plan is silent', () => {
    expect(at('500153').adverse).toMatchObject({
      clause: '四(六)',
      departments: ['health-commission'],
    })
    expect(at('150000').adverse).toMatchObject({
      clause: '二(三)22',
      departments: ['health-commission'],
    })
    expect(at('140800').adverse).toMatchObject({ departments: [], why: 'silent-on-adverse' })
  })
})

describe('the words of harm', () => {
  const look = (text: string) => adverseIn(text, rules.adverse)
  it.each([
    ['老人打针以后全身皮疹，送去急诊', { about: 'drug', grave: false }],
    ['装了支架以后一直感染溃烂', { about: 'device', grave: false }],
    ['那天输液，好几个人寒战发高烧', { about: 'drug', grave: true }],
    ['用了他的药，人昏迷，后来去世了', { about: 'drug', grave: true }],
  ])('%s', (text, found) => {
    expect(look(text)).toMatchObject(found)
  })

  it.each([
    '菜市场后头有个老太婆给人打针输液，没得证',
    '打针以后没有不良反应',
    '怕过敏，没敢用他的药',
    '药价太贵。隔壁饭馆吃坏肚子发高烧',
    '诊所的医生态度差，等了两个小时',
    '',
  ])('are not in: %s', (text) => {
    expect(look(text)).toBeUndefined()
  })

  it('gives back no word of the reporter’s own', () => {
    const found = look('我住李家湾三号，打针以后过敏')
    const known = [...rules.adverse.about.drug, ...rules.adverse.harm, ...rules.adverse.grave]
    expect(found?.signs.every((sign) => known.includes(sign))).toBe(true)
  })
})

describe('one sender', () => {
  const one = (caseId: string, handle: string, flock = caseId) => ({ caseId, handle, flock })
  it('is whoever has one address, or says nearly the same, by whatever way round', () => {
    const names = sendersOf([
      one('a', 'h1'),
      one('b', 'h1', 'f1'),
      one('c', 'h2', 'f1'),
      one('d', 'h2', 'f2'),
      one('e', 'h3', 'f2'),
      one('f', 'h4'),
    ])
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map((id) => names.get(id))).size).toBe(1)
    expect(names.get('f')).not.toBe(names.get('a'))
    expect([...names.values()].join(' ')).not.toContain('h')
  })
})

describe('a deed on a warning', () => {
  const known = new Set(['health-commission', 'publicity'])
  const decide = (deed: WarningDeed, more: Partial<Parameters<typeof decideWarning>[0]> = {}) =>
    decideWarning({ state: 'raised', kind: 'surge', departments: [], ...more }, deed, known)

  it.each([
    [
      'closed is over',
      { type: 'close', outcome: 'acted', words: 'x' },
      { state: 'closed' },
      'warning-closed',
    ],
    [
      'an answer only to what is public',
      { type: 'answer', words: 'x', where: '' },
      {},
      'warning-no-answer',
    ],
    [
      'words that never end',
      { type: 'close', outcome: 'acted', words: 'x'.repeat(2001) },
      {},
      'warning-words-long',
    ],
    ['nobody to hand it to', { type: 'hand-over', to: [], words: 'x' }, {}, 'warning-whom'],
    [
      'to whom has it',
      { type: 'hand-over', to: ['publicity'], words: 'x' },
      { departments: ['publicity'] },
      'warning-has-it',
    ],
  ] as const)('%s', (_title, deed, more, key) => {
    expect(decide(deed, more)).toMatchObject({ refusal: { key } })
  })

  it('grades rise with senders, danger to life and grave harm', () => {
    const { rules: graded } = rules.grades
    expect(gradeOf(graded, { senders: 4, urgent: 0, grave: 0 })).toBe(1)
    expect(gradeOf(graded, { senders: 12, urgent: 0, grave: 0 })).toBe(2)
    expect(gradeOf(graded, { senders: 4, urgent: 1, grave: 0 })).toBe(3)
    expect(gradeOf(graded, { senders: 1, urgent: 0, grave: 1 })).toBe(3)
  })

  it('is seen in one area alone', () => {
    const officer = {
      id: 'o',
      name: '',
      role: 'supervisor',
      office: '',
      area: '370300',
      department: '',
    } as const
    expect(seesWarning(officer, { area: '500153', departments: [] })).toBe(false)
    expect(seesWarning({ ...officer, area: '500153' }, { area: '500153', departments: [] })).toBe(
      true,
    )
  })
})
