import { clausesOf } from './clauses.ts'
import { who } from './who.ts'

/** The words of the text that lead to a door: only then is nothing more asked about the place. */
export function where(text: string): string | undefined {
  const clauses = clausesOf(text)
  const at = clauses.findIndex(leadsToADoor)
  if (at < 0) return undefined
  const before = clauses[at - 1] ?? ''
  const told = clauses[at] ?? ''
  const whole = STREET.test(before) && before.length < 30 && !ACT.test(before)
  return trimmed(whole ? `${before}，${told}` : told)
}

function leadsToADoor(clause: string): boolean {
  if (ONLINE.test(clause)) return true
  if (NUMBERED.test(clause)) return true
  if (STREET.test(clause) && (BESIDE.test(clause) || who(clause) !== undefined)) return true
  return LANDMARK.test(clause)
}

/** A road, a village, an estate, a market. */
const STREET =
  /[\p{Script=Han}\w]{1,10}(路|街|大道|大街|胡同|巷|弄|村|社区|小区|花园|新村|公寓|大厦|广场|商场|市场|菜场|商城|商贸城|步行街|镇|乡|街道|组|屯|嘎查|苏木)/u

/** A road with its number, an estate with its building, a building with its floor. */
const NUMBERED =
  /(路|街|道|巷|弄|胡同|村|镇|乡|组|社区|小区|花园|苑|新村|公寓|大厦|广场|商场|市场|城|园|区)[\p{Script=Han}\w （(-]{0,8}?[0-9一二三四五六七八九十百A-Za-z]+[-—附]?[0-9]*(号|栋|幢|楼|层|单元|室|铺|座|门面|门市|组|队|社)/u

/** Next to something that can be found. */
const BESIDE =
  /(对面|斜对面|旁边|旁|隔壁|楼上|楼下|[一二三四五六七八九\d]楼|后门|前门|侧门|大门口?|门口|路口|十字路口|转角|拐角|巷口|往[东南西北左右前后][^，。]{0,6}米|左手边|右手边|[左右]边|背后|后面|后头|里头|交叉口|交汇处)/u

/** 人民医院对面, 鱼店楼上二楼: a landmark and where from it. */
const LANDMARK =
  /(\p{Script=Han}{2,8}(医院|学校|小学|中学|幼儿园|银行|超市|市场|菜场|车站|客运站|派出所|政府|邮局|广场|公园|酒店|宾馆|饭店|商场|店|桥|卫生院|加油站|村委会?|居委会?))(的)?(正)?(斜?对面|旁边|隔壁|楼上|楼下|后门|后面|门口|侧门|左手边|右手边|[左右]边|二楼|三楼|一楼|[四五六]楼)/u

/** An account or page that can be opened. */
const ONLINE =
  /((抖音|快手|微信|视频|小红书|微博|QQ|淘宝|闲鱼|拼多多)(号|群|店|账号)?|公众号|网店|账号|直播间)[叫名为是：: "“「]{1,4}[\w\p{Script=Han}-]{2,20}|https?:\/\/\S+|www\.\S+/iu

const ACT = /(打针|输液|看病|举报|反映|投诉|卖药|骗|收费|没有证|没得证|无证)/

function trimmed(clause: string): string {
  return clause
    .replace(/^(我(要|想)?|请|来)*(举报|反映|投诉|实名|匿名)+(一下)?/u, '')
    .replace(/^(就|都|也|还)?(位于|地址(是|在)?|地点(是|在)?|住在|开在|在|有)+/u, '')
    .replace(
      /(有个?(人|家|老)|里?面?有|给人|帮人|偷偷|私自|经常|一直|天天|每天|无证|没有证|没得证|打针|输液|看病|非法|卖假|卖药|乱收).*$/u,
      (tail, ...rest) => (Number(rest.at(-2)) > 3 ? '' : tail),
    )
    .slice(0, 120)
}
