import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { search } from '#service/search.ts'
import { closeScene, desk, does, finds, intake, openScene, told } from './search-scene.ts'

beforeEach(openScene)
afterEach(closeScene)

describe('what an officer looks for', () => {
  it('is found by any two letters that stand together, newest first', async () => {
    const one = await told('菜市场后头有个老太婆给人打针输液，没得证')
    const two = await told('康复诊所的张医生没有证，也给人打针')
    expect(await finds('打针')).toEqual([two, one])
    expect(await finds('医生没有')).toEqual([two])
    expect(await finds('太婆')).toEqual([one])
    expect(await finds('拔牙')).toEqual([])
  })

  it('is found whatever its width, case, script, spaces and digits', async () => {
    const one = await told('在ＡＢＣ醫療美容診所做Ｂ超，第一門诊二十三号房，电话１３８-0013-8000')
    for (const typed of [
      'abc医疗',
      'ABC',
      '医疗美容诊所',
      'b超',
      '第1门诊',
      '23号房',
      '二十三号房',
    ])
      expect([typed, await finds(typed)]).toEqual([typed, [one]])
    for (const typed of ['13800138000', '138 0013', '黑 诊所'])
      expect([typed, await finds(typed)]).toEqual([typed, typed === '黑 诊所' ? [] : [one]])
    const two = await told('23号楼有人乱打针')
    expect(await finds('二十三号楼')).toEqual([two])
  })

  it('has all the words, and a quoted phrase to the letter', async () => {
    const both = await told('张医生在康复诊所给人打针')
    const apart = await told('诊所里，康复的人说打针要钱')
    expect(await finds('康复 打针')).toEqual([apart, both])
    expect(await finds('张 打针')).toEqual([both])
    expect(await finds('“康复诊所”')).toEqual([both])
    expect(await finds('诊所里康复')).toEqual([apart])
    expect(await finds('"诊所里康复"')).toEqual([])
    expect(await finds('"诊所里，康复"')).toEqual([apart])
  })

  it('is in the place, whom it accuses, what officers noted and asked, and the outcome', async () => {
    const { number, offices } = await desk.report({
      facts: { where: '峰高街道八桂路', who: '健民诊所', what: '给人打针' },
    })
    for (const typed of ['八桂路', '健民诊所']) expect(await finds(typed)).toEqual([number])
    const lead = await desk.officer('lead', 'handler', offices[0] ?? '')
    await does(number, lead, (task) => ({ type: 'accept', task }))
    const text = '现场没有人，邻居说是欧阳家的'
    await does(number, lead, (task) => ({ type: 'note', task, text }))
    await does(number, lead, (task) => ({ type: 'ask', task, text: '请问门牌号是多少' }))
    await does(number, lead, (task) => ({
      type: 'conclude',
      task,
      outcome: 'substantiated',
      penalty: '荣卫医罚〔2026〕7号',
      text: '查实，已没收药品',
    }))
    for (const typed of ['欧阳家', '门牌号', '荣卫医罚〔2026〕7号', '没收药品', '荣卫医罚20267'])
      expect([typed, await finds(typed)]).toEqual([typed, [number]])
  })

  it('is the name of an offence, an office, a department or a clause', async () => {
    const { number, offices } = await desk.report({ offence: 'A1' })
    const { plain, zh } = desk.world.packs.offences.get('A1') ?? { plain: '', zh: '' }
    for (const typed of [plain, zh, '卫生健康委']) expect(await finds(typed)).toContain(number)
    expect(offices.length).toBeGreaterThan(0)
    expect(await finds('中医药养生保健服务乱象一二三')).toEqual([])
  })

  it('is a number, whole or its last digits', async () => {
    const numbers: string[] = []
    for (let n = 0; n < 12; n += 1) numbers.push(await told('有人乱打针'))
    expect(await finds('RC-2026-00007')).toEqual([numbers[6]])
    for (const typed of ['7', '00007', '2026-00007', 'rc-2026-7', '００００７'])
      expect(await finds(typed)).toEqual([numbers[6]])
    expect(await finds('012')).toEqual([numbers[11]])
    expect(await finds('LY-2026-00007')).toEqual([])
    expect(await finds('99999')).toEqual([])
  })

  it('is shown with the place that says it', async () => {
    await told('菜市场后头有个老太婆给人打針輸液，没得证')
    const found = await search(desk.world, intake, { typed: '打针输液' })
    const [hit] = found.ok ? found.value.hits : []
    expect(hit?.quote).toEqual(['菜市场后头有个老太婆给人', '打針輸液', '，没得证'])
  })

  it('is refused kindly where it finds nothing or everything', async () => {
    await told('有人乱打针')
    expect(await finds('')).toEqual(['search-empty'])
    expect(await finds('，。！“”')).toEqual(['search-empty'])
    expect(await finds('😀')).toEqual(['search-empty'])
    expect(await finds('针')).toEqual(['search-one-letter'])
    expect(await finds('针'.repeat(10_000))).toEqual(['search-too-long'])
    expect(await finds('打针 '.repeat(12))).toEqual(['search-too-many-words'])
  })

  it('is words only: no sign of any query language does anything', async () => {
    const number = await told('NEAR 医院 OR 诊所有人打针')
    for (const typed of ['打针*', '打针^', "打针'", '(打针', '{打针}', '打针\u0000'])
      expect(await finds(typed)).toEqual([number])
    expect(await finds('NOT 打针')).toEqual([])
    expect(await finds('near医院')).toEqual([number])
  })
})

describe('who looks', () => {
  it('finds only what they may see, and an office what it had, too', async () => {
    const { number, offices } = await desk.report({})
    const own = await desk.officer('own', 'handler', offices[0] ?? '')
    const other = await desk.officer('other', 'handler', 'no-such-office')
    expect(await finds('老太婆', own)).toEqual([number])
    expect(await finds('老太婆', other)).toEqual([])
    expect(await finds(number, own)).toEqual([number])
    expect(await finds(number, other)).toEqual([])
    const elsewhere = await desk.officer('far', 'intake', 'intake', { area: '370300' })
    expect(await finds('老太婆', elsewhere)).toEqual([])
    expect(await finds(number, elsewhere)).toEqual([])
    const auditor = await desk.officer('auditor', 'auditor', 'intake')
    expect(await finds('老太婆', auditor)).toEqual(['role-may-not'])
  })

  it('a case that moves to another office is found there from then on, and still where it was', async () => {
    const { number, offices } = await desk.report({})
    const [first = ''] = offices
    const giver = await desk.officer('giver', 'handler', first)
    const other = '500153-medical-insurance'
    expect(offices).not.toContain(other)
    const taker = await desk.officer('taker', 'handler', other)
    expect([await finds('老太婆', giver), await finds('老太婆', taker)]).toEqual([[number], []])
    const gaveBack = await does(number, giver, (task) => ({
      type: 'return',
      task,
      reason: '归医保局办',
      basis: '附件一',
    }))
    expect(gaveBack.ok).toBe(true)
    const head = await desk.officer('head', 'intake', '500153-intake')
    const ruled = await does(number, head, () => ({
      type: 'rule',
      matter: 'm1',
      lead: other,
      cooperate: [],
      reason: '涉及医保基金',
      basis: '附件一',
    }))
    expect(ruled.ok).toBe(true)
    expect([await finds('老太婆', giver), await finds('老太婆', taker)]).toEqual([
      [number],
      [number],
    ])
  })

  it('never finds what accuses their own department', async () => {
    const { number } = await desk.report({
      stream: 'accusation',
      offence: 'I4',
      accused: 'health-commission',
      facts: { what: '卫健委的人收红包' },
    })
    const inspector = await desk.officer('super', 'supervisor', 'intake')
    const supervisor = { ...inspector, department: 'health-commission' }
    expect(await finds('收红包')).toEqual([number])
    expect(await finds('收红包', supervisor)).toEqual([])
    expect(await finds(number, supervisor)).toEqual([])
  })

  it('is on record, not for what', async () => {
    await told('有人乱打针')
    await finds('乱打针')
    const rows = await desk.world.db.read(
      async (tx) =>
        await tx.selectFrom('audit').selectAll().where('action', '=', 'search-made').execute(),
    )
    expect(rows).toMatchObject([
      { actor: 'officer:officer-intake', subject: 'all', reason: null, sealed: null },
    ])
    expect(JSON.stringify(rows)).not.toContain('打针')
  })
})

describe('in a queue', () => {
  it('only what stands in it is found', async () => {
    const urgent = await told('有人打针昏迷了', { urgent: 'life' })
    const calm = await told('有人乱打针')
    expect(await finds('打针', intake)).toEqual([calm, urgent])
    expect(await finds('打针', intake, { queue: 'urgent' })).toEqual([urgent])
    expect(await finds('打针', intake, { queue: 'done' })).toEqual([])
    expect(await finds('打针', intake, { queue: 'mine' })).toEqual([calm, urgent])
    expect(await finds('打针', intake, { queue: 'waiting' })).toEqual([])
    expect(await finds('打针', intake, { queue: 'shelved' })).toEqual([])
  })

  it('pages follow each other, each report once', async () => {
    const numbers: string[] = []
    for (let n = 0; n < 35; n += 1) numbers.push(await told('有人乱打针'))
    const first = await search(desk.world, intake, { typed: '打针' })
    if (!first.ok) throw new Error('refused')
    const { hits, next = 0 } = first.value
    const second = await finds('打针', intake, { before: next })
    expect([...hits.map(({ number }) => number), ...second]).toEqual(numbers.toReversed())
  })
})
