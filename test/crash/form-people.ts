import { aFormVisitor } from '../bots/form-client.ts'
import { askUntil } from './asking.ts'
import { numbersIn, pictureOf, sha256, type Step } from './story.ts'
import type { Reporter } from './told.ts'
import type { Street } from './visitors.ts'

type Visitor = ReturnType<typeof aFormVisitor>

const visitors = new WeakMap<Reporter, Visitor>()
const none = new File([], '')
const entry = ({ area }: Street): string => `/report?area=${area}`

/**
 * Somebody on an old telephone without scripts, who fills page after page and sends each again until it is acknowledged. Who
 * meets another page than was to come, because a day has passed meanwhile, goes away, and nothing is held against it.
 */
export async function fillForm(street: Street): Promise<void> {
  const visitor = aFormVisitor(async (path, init) => {
    const { status, headers, text } = await askUntil(street, path, init)
    return new Response(text === '' ? null : text, { status, headers })
  }, entry(street))
  await visitor.open()
  const reporter: Reporter = { channel: 'web-form', address: '', said: [], files: [] }
  visitors.set(reporter, visitor)
  street.told.reporters.push(reporter)
  if (!(await fill(street, reporter, visitor))) leave(street, reporter)
}

async function fill(street: Street, reporter: Reporter, visitor: Visitor): Promise<boolean> {
  const { told, chance } = street
  const picture = chance.happens(0.5) ? await pictureOf(chance) : undefined
  const files = picture ? [new File([picture], 'IMG_0001.png', { type: 'image/png' })] : none
  const answers = { 'f.ongoing': '还在', 'f.when': '天天早上都有', 'f.standing': anonymous }
  const said = (...lines: readonly string[]): void => void reporter.said.push(...lines)
  const isAt = (sign: string): boolean => visitor.status() === 200 && visitor.page().includes(sign)
  await visitor.sends({ text: story, files: none })
  reporter.address = visitor.address()
  said(story)
  if (!isAt('>行<')) return false
  await visitor.press('行')
  said('行')
  if (isAt('name="f.ongoing"') || !isAt('id="ask"')) return false
  await visitor.sends({ text: place })
  said(place)
  if (!isAt('name="f.ongoing"')) return false
  await visitor.sends({ ...answers, files })
  said('还在', '天天早上都有', picture ? '' : '跳过', '跳过', anonymous)
  if (picture) reporter.files.push(sha256(picture))
  if (!isAt('>提交<')) return false
  await visitor.press('提交')
  said('提交')
  const [number] = numbersIn(visitor.page())
  if (number === undefined) return false
  reporter.number = number
  told.filed.push(number)
  return true
}

const story = '昌元街道菜市场后头有个老太婆给人打针输液，没得证'
const place = '菜市场后门出来左手边卖鱼的楼上二楼'
const anonymous = '匿名（仍能在这里问您、回复您）'

/** Looks at the page again and writes into its box. */
export async function writeOnForm(street: Street, reporter: Reporter, step: Step): Promise<void> {
  const visitor = visitors.get(reporter)
  if (!visitor || !('text' in step)) return
  await visitor.get(entry(street))
  await visitor.sends({ text: step.text, files: none })
  reporter.said.push(step.text)
}

function leave({ told }: Street, reporter: Reporter): void {
  told.reporters.splice(told.reporters.indexOf(reporter), 1)
}
