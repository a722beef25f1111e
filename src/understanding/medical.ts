import { asksOnly } from './intent.ts'
import type { Scored } from './score.ts'

/**
 * Without a single word of medicine a text is not for this channel, however much it speaks of fees or of inaction;
 * with several, it is hardly about parking. Weighs the offences found accordingly.
 */
export function weighByTrade(text: string, offences: readonly Scored[]): readonly Scored[] {
  const words = text.length < TELLING ? 1 : medicalWords(text)
  const asks = asksOnly(text)
  const weighed = offences.map((each) => ({
    ...each,
    score:
      Math.round(
        each.score * factor(each.code, words, text) * (asks ? askedFor(each.code) : 1) * 1000,
      ) / 1000,
  }))
  const named = weighed.some(({ code, score }) => code.startsWith('N') && score >= foreign.score)
  const rest = weighed.filter(({ code }) => code !== foreign.code)
  const known = words === 0 && hanOf(text) >= TELLING && !named ? [...rest, foreign] : weighed
  return known.toSorted((one, other) => other.score - one.score)
}

const hanOf = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0

/** So long a text would have named something medical by now. */
const TELLING = 18

/** Nothing known: another's matter, though not surely. */
const foreign: Scored = { code: 'N5', score: 0.45, phrases: [] }

function factor(code: string, words: number, text: string): number {
  if (/^N[45]$/.test(code)) return words >= MANY ? 0.6 : 1
  if (words > 0 || !GENERAL.test(code)) return 1
  return code === 'I4' && text.search(BUREAUS) >= 0 ? 1 : 0.45
}

/** Who only asks speaks of permits and benefits, not of an offence. */
const askedFor = (code: string): number => (/^[MN]/.test(code) ? 1 : 0.8)

/** Offences told in words that any trade uses: fees, papers, manners, officials. The others' words are medical. */
const GENERAL = /^(B([357]|1[0-4])|C4|F|G[1237]|H1|I[1-4]|K|L4|M[235])/

/** How many different ones there are, counted no further than matters. */
function medicalWords(text: string): number {
  const met = new Set<string>()
  for (const { 0: word, groups } of text.matchAll(BUREAU_OR_MEDICAL)) {
    if (groups?.['bureau'] === undefined) met.add(word)
    if (met.size === MANY) break
  }
  return met.size
}

/** With so many a text is surely about medicine. */
const MANY = 3

/** Names of bureaus hold medical words and say nothing of the matter. */
const BUREAUS =
  /卫监所?|卫生监督所?|疾控(中心|局)?|医保局|计生[办委局]|食品药品监督(管理)?局?|食药监局?|药监局?|医药公司|医药连锁|(省|市|区|县)?卫(生|计|健)(和计划生育|健康|生)?(委员会|委|局)/g

const MEDICAL =
  /医院|医生|医师|大夫|诊所|卫生院|卫生室|卫生所|卫生服务|门诊|护士|医疗|医务|医护|手术|病人|患者|病历|看病|治病|住院|急诊|救护车|打针|输液|吊水|扎针|药店|药房|药品|药|疫苗|接种|体检|诊断|治疗|牙科|口腔|拔牙|镶牙|妇幼|保健|养生|理疗|针灸|推拿|艾灸|美容|整形|医美|玻尿酸|注射|医保|新农合|合作医疗|报销|计生|生育|独生|代孕|胎儿|B超|怀孕|孕妇|宝宝|献血|卖血|血浆|器官|肾|中医|西医|义诊|行医|医托|挂号|号贩|病|防疫|消毒|口罩|医|疗/g

const BUREAU_OR_MEDICAL = new RegExp(`(?<bureau>${BUREAUS.source})|${MEDICAL.source}`, 'g')
