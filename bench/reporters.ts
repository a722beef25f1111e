import { reportByChat } from '../src/cli/demo-reporter.ts'
import type { House } from '../src/house.ts'
import { wordsFrom } from './words.ts'

/** People who tell what nobody told before, drawn from a seed: common words often, rare ones seldom. */
export interface Reporters {
  /**
   * One report by the web chat, from the first word to the number. Who drew words that lead elsewhere (to danger, to
   * another area) leaves, and the next one reports. `gone`: after each message of the one who reported.
   */
  readonly report: (house: House, at: () => number, gone?: Gone) => Promise<string>
  /** A sign over a door. */
  readonly name: () => string
}

/** `last`: the message that registers the report. */
type Gone = (message: { readonly ms: number; readonly cpu: number; readonly last: boolean }) => void

const area = '500153'
const streets = ['昌元街道', '昌州街道', '广顺街道', '双河街道', '安富街道', '仁义镇', '盘龙镇']
const deeds = [
  '有人没得证给人打针输液',
  '诊所乱收费，输液收了两遍的钱',
  '美容院给人打玻尿酸，没有医生',
  '药店里坐堂开方，没得医师证',
  '私人给人拔牙镶牙，没有执照',
]

export function aCrowd(seed: number): Reporters {
  const { random, oneOf, word: aWord, some } = wordsFrom(seed)
  let people = 0
  const told = () => ({
    what: `${oneOf(streets)}${aWord()}诊所${oneOf(deeds)}，${some(22)}。`,
    where: `${aWord()}路${Math.ceil(random() * 300)}号${aWord()}旁边二楼`,
    when: '上个星期天早上',
    ...(random() < 0.2 ? { identity: { name: `王${aWord()}`, phone: '13912345678' } } : {}),
  })
  const attempt: (...all: Parameters<Reporters['report']>) => Promise<string | undefined> = async (
    house,
    at,
    gone,
  ) => {
    const address = `bench-${seed}-${(people += 1)}-0123456789`
    const times: { ms: number; cpu: number }[] = []
    const hear: House['port']['hear'] = async (heard, say) => {
      const [since, before] = [performance.now(), process.cpuUsage()]
      const answered = await house.port.hear(heard, say)
      const { user, system } = process.cpuUsage(before)
      times.push({ ms: performance.now() - since, cpu: (user + system) / 1000 })
      return answered
    }
    const port = { ...house.port, hear }
    const number = await reportByChat({ port, address, area, at }, told())
    if (!number) return undefined
    for (const [n, time] of times.entries()) gone?.({ ...time, last: n === times.length - 1 })
    return number
  }
  const report: Reporters['report'] = async (house, at, gone) => {
    for (;;) {
      const number = await attempt(house, at, gone)
      if (number) return number
    }
  }
  return { report, name: () => `${aWord()}${aWord()}诊所` }
}
