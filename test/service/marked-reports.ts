import sharp from 'sharp'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { endHold, placeHold } from '#service/holds.ts'
import { requestIdentity } from '#service/identity.ts'
import { caseByNumber } from '#store/cases.ts'
import { evidenceOfCase } from '#store/evidence.ts'
import { aPerson, officerOf, type Person, type TestHouse } from './house.ts'

/** Every marker begins with one of these, so that a file is searched once for each and not a thousand times. */
export const beginnings = ['Qx7', '龘', '1390', 'person-'] as const

/** A report in which every word that somebody wrote is a marker. */
export interface Marked {
  readonly number: string
  readonly passcode: string
  readonly handle: string
  readonly person: Person
  readonly markers: readonly string[]
  /** Those that can be read in one of the ways that people read them. */
  readonly readable: () => Promise<number>
}

/** Gives markers that nobody gave before; the same ones in each run. */
export function markerMint() {
  let given = 0
  const next = (): string => ((given += 1) * 2_654_435_761).toString(36).slice(-7).padStart(7, '0')
  return {
    word: (): string => `Qx7${next()}`,
    words: (count: number): readonly string[] =>
      Array.from({ length: count }, () => `Qx7${next()}`),
    name: (): string =>
      `龘${Array.from(next())
        .slice(0, 5)
        .map((one) => hans[Number.parseInt(one, 36)])
        .join('')}`,
    phone: (): string => `1390${String(((given += 1) * 7_919_993) % 10_000_000).padStart(7, '0')}`,
  }
}

const hans = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚')

type Mint = ReturnType<typeof markerMint>

const rongchang = '500153'
let sent = 0

/** Files a report through a real conversation, has it handled to its end, and gives all that was planted. */
export async function aMarkedReport(house: TestHouse, mint: Mint): Promise<Marked> {
  const person = aPerson(house, rongchang)
  const markers: string[] = []
  const plant = (words: readonly string[]): string => {
    markers.push(...words)
    return words.join('，')
  }
  const { number, passcode, file } = await files(house, person, { mint, plant })
  await talks(house, person, { number, mint, plant })
  const row = await house.world.db.read(async (tx) => await caseByNumber(tx, number))
  if (!row) throw new Error(`${number} was not filed`)
  const { handle } = row
  const address = await house.world.db.transaction(
    async (tx) =>
      await house.world.vault.openAddress(tx, handle, { officer: 'clock', reason: 'notice' }),
  )
  plant([address?.address ?? ''])
  return { number, passcode, handle, person, markers, readable }

  async function readable(): Promise<number> {
    const read = await readCase(house.world, await officerOf(house, number), number)
    const seen = [JSON.stringify(read), JSON.stringify(await person.reads()), address?.address]
    const evidence = await house.world.db.read(
      async (tx) => await evidenceOfCase(tx, row?.id ?? ''),
    )
    for (const one of evidence) {
      const { bytes } = await house.world.vault.readEvidence(one, 'original')
      seen.push(Buffer.from(bytes).toString('latin1'), await house.world.vault.evidenceName(one))
    }
    const all = `${seen.join('\n')}\n${file.unseen.join('\n')}`
    return markers.filter((marker) => all.includes(marker)).length
  }
}

interface Planting {
  readonly mint: Mint
  readonly plant: (words: readonly string[]) => string
}

/** Answers whatever is asked, as a named reporter with a photo. */
async function files(house: TestHouse, person: Person, { mint, plant }: Planting) {
  const story = `昌元街道菜市场后头有个老太婆给人打针输液，没得证。${plant(mint.words(60))}`
  const answers: readonly (readonly [RegExp, () => Promise<string>])[] = [
    [/同意吗/, async () => await person.says('同意')],
    [/行吗/, async () => await person.says('行')],
    [/具体在哪/, async () => await person.says(`菜市场后门${plant(mint.words(3))}`)],
    [/招牌上写/, async () => await person.says(plant(mint.words(2)))],
    [/还在做吗/, async () => await person.says('还在')],
    [/什么时候/, async () => await person.says(plant(mint.words(3)))],
    [/收到[^]*照片|还有吗|发完/, async () => await person.says('跳过')],
    [/照片、录像/, async () => await sendsPhoto(house, person, { mint, plant })],
    [/打过 12345/, async () => await person.says(plant(mint.words(4)))],
    [/要不要留姓名/, async () => await person.says('实名')],
    [/您叫什么名字/, async () => await person.says(plant([mint.name()]))],
    [/您的电话/, async () => await person.says(plant([mint.phone()]))],
    [/领奖凭证/, async () => await person.says('不要')],
    [/要改回序号/, async () => await person.says('提交')],
  ]
  let said = await person.says(story)
  for (let turn = 0; turn < 30 && !/已收到并登记/.test(said); turn += 1) {
    const [, reply] = answers.find(([asked]) => asked.test(lastAsked(said))) ?? []
    if (!reply) throw new Error(`nothing is answered to: ${said}`)
    said = await reply()
  }
  const number = /[A-Z]{2}-\d{4}-\d{5}/.exec(said)?.[0] ?? ''
  const passcode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/.exec(said)?.[0] ?? ''
  return { number, passcode, file: { unseen: unseenOf(house) } }
}

const lastAsked = (said: string): string => said.split('\n').slice(-8).join('\n')

const unseen = new WeakMap<TestHouse, string[]>()
function unseenOf(house: TestHouse): string[] {
  const known = unseen.get(house)
  if (known) return known
  const fresh: string[] = []
  unseen.set(house, fresh)
  return fresh
}

async function sendsPhoto(
  house: TestHouse,
  person: Person,
  { mint, plant }: Planting,
): Promise<string> {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
  const marked = picture.withExif({
    IFD0: { ImageDescription: plant(mint.words(6)).replaceAll('，', ' ') },
  })
  const bytes = await marked.jpeg().toBuffer()
  const name = `${plant([mint.word()])}.jpg`
  const kept = await house.port.keepFile({ channel: 'web-chat', kind: 'image', bytes, name })
  if ('refused' in kept) throw new Error(kept.refused)
  const what = { type: 'media', media: [kept], caption: plant(mint.words(2)) } as const
  const answers = await person.delivers(`marked-photo-${(sent += 1)}`, what)
  return answers.map(({ text }) => text).join('\n')
}

/** Notes, a question and its answer, more from the reporter, a hold, a look at the name, the outcome. */
async function talks(
  house: TestHouse,
  person: Person,
  { number, mint, plant }: Planting & { readonly number: string },
): Promise<void> {
  const handler = await officerOf(house, number)
  const { task } = handler
  const does = async (deed: Deed): Promise<void> => await doesOn(house, handler, number, deed)
  await does({ type: 'accept', task })
  await does({ type: 'note', task, text: plant(mint.words(10)) })
  await does({ type: 'ask', task, text: plant(mint.words(5)) })
  await person.says('查看')
  await person.says(plant(mint.words(8)))
  await person.says('补充')
  await person.says(plant(mint.words(10)))
  const supervisor = { ...handler, id: 'officer-supervisor', role: 'supervisor' } as const
  const held = plant(mint.words(1))
  const ending = plant(mint.words(1))
  await placeHold(house.world, supervisor, { number, reason: held })
  await endHold(house.world, supervisor, { number, reason: ending })
  const asked = { number, purpose: 'verify-facts', reason: plant(mint.words(1)) } as const
  await requestIdentity(house.world, handler, asked)
  unseenOf(house).push(held, ending, asked.reason)
  const text = plant(mint.words(10))
  await does({
    type: 'conclude',
    task,
    outcome: 'substantiated',
    penalty: '渝荣卫罚〔2026〕7号',
    text,
  })
}

async function doesOn(
  house: TestHouse,
  officer: Officer,
  number: string,
  deed: Deed,
): Promise<void> {
  const read = await readCase(house.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version } = read.value.file
  const done = await act(house.world, officer, { number, version }, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}
