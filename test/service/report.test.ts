import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase } from '#service/desk.ts'
import { verifyAudit } from '#store/audit.ts'
import { aHouse, aPerson, officerOf, reports, type TestHouse } from './house.ts'

const day = 24 * 3600 * 1000

async function does(
  house: TestHouse,
  officer: Officer & { readonly task: string },
  number: string,
  deed: object,
): Promise<void> {
  const read = await readCase(house.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const point = { number, version: read.value.file.version }
  const done = await act(house.world, officer, point, { task: officer.task, ...deed } as never)
  expect(done).toMatchObject({ ok: true })
}

it('a report is received, accepted, asked about, answered, concluded, and the reporter hears each', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const { number, passcode, said } = await reports(citizen)
  expect(number).toBe('RC-2026-00001')
  expect(passcode).not.toBe('')
  expect(said).toContain('卫生健康委')

  const officer = await officerOf(house, number)
  expect(officer.department).toBe('health-commission')
  await does(house, officer, number, { type: 'accept' })
  expect(await citizen.says('查看')).toContain('已受理')

  await does(house, officer, number, { type: 'ask', text: '二楼从哪个门上去？' })
  expect(await citizen.says('查看')).toContain('二楼从哪个门上去？')
  expect(await citizen.says('鱼店旁边的铁门')).toContain('已转给办理人员')
  const asked = await readCase(house.world, officer, number)
  expect(asked).toMatchObject({
    ok: true,
    value: { file: { questions: [{ answer: { text: '鱼店旁边的铁门' } }] } },
  })

  const text = '查了，情况属实。已责令停止执业，并处罚款。'
  const outcome = { outcome: 'substantiated', penalty: '渝荣卫医罚〔2026〕12号', text }
  await does(house, officer, number, { type: 'conclude', ...outcome })
  expect(await citizen.says('查看')).toContain(text)
  expect(await citizen.says('进度')).toContain('办结')

  const elsewhere = aPerson(house, '500153', 'terminal')
  await elsewhere.says('查进度')
  await elsewhere.says(number)
  expect(await elsewhere.says(passcode)).toContain('办结')
  const audit = await house.world.db.read(
    async (tx) => await verifyAudit(tx, house.world.vault.mac),
  )
  expect(audit).toMatchObject({ ok: true })
})

it('the same delivery twice changes nothing and says the same with the same ids', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const what = { type: 'text', text: '你好' } as const
  const first = await citizen.delivers('delivery-0001', what)
  const again = await citizen.delivers('delivery-0001', what)
  expect(first.length).toBeGreaterThan(0)
  expect(again).toEqual(first)
})

it('the delivery id of one person says nothing of another', async () => {
  await using house = await aHouse()
  const [one, other] = [aPerson(house, '500153'), aPerson(house, '500153')]
  const mine = await one.delivers('delivery-0001', { type: 'text', text: '你好' })
  const theirs = await other.delivers('delivery-0001', { type: 'text', text: '你好' })
  const ids = new Set(mine.map(({ id }) => id))
  expect(theirs.length).toBeGreaterThan(0)
  expect(theirs.filter(({ id }) => ids.has(id))).toEqual([])
})

it('two messages of one person at once are both answered, in order', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await citizen.says('你好')
  const [one, two] = await Promise.all([
    citizen.delivers('at-once-1', { type: 'text', text: '菜市场后头有人给人打针输液，没得证' }),
    citizen.delivers('at-once-2', { type: 'text', text: '行' }),
  ])
  expect(one.map(({ text }) => text).join()).toContain('无证')
  expect(two.map(({ text }) => text).join()).toContain('具体在哪儿')
})

it('64 people at once get numbers that are unique and without gaps', async () => {
  await using house = await aHouse()
  const filed = await Promise.all(
    Array.from({ length: 64 }, async () => await reports(aPerson(house, '500153'))),
  )
  const numbers = filed.map(({ number }) => number).toSorted()
  const expected = Array.from({ length: 64 }, (_, n) => `RC-2026-${String(n + 1).padStart(5, '0')}`)
  expect(numbers).toEqual(expected)
}, 60_000)

it('a matter in a district goes to the office of that district', async () => {
  await using house = await aHouse()
  const { number } = await reports(aPerson(house, '370300'), [
    '博山区康复医院虚假住院骗医保，人没住院，把卡放在那里',
    '行',
    '博山区中心路康复医院三楼',
    '还在',
    '每天',
    '跳过',
    '跳过',
    '匿名',
    '提交',
  ])
  const officer = await officerOf(house, number)
  expect(officer.office).toBe('370304-medical-insurance')
})

it('a copied database file shows no word a citizen wrote', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const { number } = await reports(citizen)
  await citizen.says('补充')
  await citizen.says('另外那个老太婆姓鲜于，楼道贴着蓝色瓷砖')
  const officer = await officerOf(house, number)
  await does(house, officer, number, { type: 'note', text: '内部备注：周三上门' })
  const words = ['打针输液', '菜市场后门', '卖鱼', '鲜于', '蓝色瓷砖', '周三上门', 'person-']
  for (const name of readdirSync(house.dir, { recursive: true, encoding: 'utf8' })) {
    const bytes = readBytes(join(house.dir, name))
    for (const word of words)
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(word, encoding)), `${word} in ${name}`).toBe(false)
  }
})

const readBytes = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

it('a reminder and an expiry come without the reporter writing', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153', 'terminal')
  await citizen.says('菜市场后头有人给人打针输液，没得证')
  house.wait(2 * day)
  await house.tick()
  expect(await citizen.says('在吗')).toContain('上次的话没说完')
})

it('another department cannot see the case, and nobody at the desk sees who reported', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const story = [
    '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
    '行',
    '菜市场后门鱼店楼上',
    '还在',
    '天天早上',
    '跳过',
    '跳过',
    '实名',
    '欧阳具名',
    '13912345678',
    '提交',
  ]
  const { number } = await reports(citizen, story)
  const officer = await officerOf(house, number)
  const stranger = {
    ...officer,
    id: 'stranger',
    department: 'market-regulation',
    office: '500153-market-regulation',
  }
  expect(await readCase(house.world, stranger, number)).toMatchObject({
    ok: false,
    refusal: { key: 'case-not-visible' },
  })
  const seen = JSON.stringify(await readCase(house.world, officer, number))
  for (const secret of ['欧阳具名', '13912345678', 'person-'])
    expect(seen.includes(secret), secret).toBe(false)
})

it('what a platform gives as the id of a delivery is kept nowhere, and forges no event of ours', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await citizen.says('你好')
  const id = 'update-4711-of-account-0815'
  const pressed = await citizen.delivers(id, { type: 'button', data: 'x.1.1' })
  expect(pressed.length).toBeGreaterThan(0)
  const first = 'the-first-story'
  await citizen.delivers(`${first}#1`, { type: 'unreadable' })
  const story = { type: 'text', text: '昌元街道菜市场后头有个老太婆给人打针输液，没得证' } as const
  const answers = await citizen.delivers(first, story)
  expect(answers.map(({ text }) => text).join('\n')).toContain('无证')
  const rows = await house.world.db.read(async (tx) => [
    await tx.selectFrom('outbox').selectAll().execute(),
    await tx.selectFrom('heard').selectAll().execute(),
  ])
  expect(JSON.stringify(rows)).not.toContain(id)
})
