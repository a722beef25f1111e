import { clausesOf } from './clauses.ts'

/**
 * The words of the text that lead to a door: only then nothing more is asked about the place. `isNamed` tells
 * whether some words name a sign.
 */
export function where(text: string, isNamed: (clause: string) => boolean): string | undefined {
  const account = ONLINE.exec(text)
  if (account) return account[0].slice(0, LONGEST)
  const clauses = clausesOf(text)
  const at = clauses.findIndex((clause) => leadsToADoor(clause, isNamed))
  if (at < 0) return undefined
  const before = clauses[at - 1] ?? ''
  const told = trimmed(clauses[at] ?? '')
  const continued = STREET.test(before) && before.length <= 24 && !ACT.test(before)
  return (continued ? `${trimmed(before)}，${told}` : told).slice(0, LONGEST)
}

const LONGEST = 120

const leadsToADoor = (clause: string, isNamed: (clause: string) => boolean): boolean =>
  NUMBERED.test(clause) ||
  (BESIDE.test(clause) && LANDMARK.test(clause)) ||
  (BY_ROAD.test(clause) && STREET.test(clause) && isNamed(clause))

/** Without one of these there is no landmark, and no road: quicker to see than to search for the whole. */
const BESIDE = /[对隔楼旁边]/
const BY_ROAD = /[路街道同巷弄村区园寓厦场城镇乡组屯查木]/

/** A road, a village, an estate, a market. */
const STREET =
  /[\p{Script=Han}\w]{1,10}(路|街|大道|胡同|巷|弄|村|社区|小区|花园|公寓|大厦|广场|市场|菜场|商城|商贸城|镇|乡|街道|组|屯|嘎查|苏木)/u

/** A road with its number, an estate with its building, a market with its floor. */
const NUMBERED =
  /(路|街|道|巷|弄|胡同|村|镇|乡|社区|小区|花园|苑|新村|公寓|大厦|广场|商场|市场|菜场|城|园|厂)[\p{Script=Han}\w （(-]{0,8}?[0-9一二三四五六七八九十百A-Za-z]+[-—附之]?[0-9]*(号|栋|幢|楼|层|单元|室|铺|座|门面|门市|组|队|社)/u

/** 人民医院对面, 鱼店楼上二楼: a landmark and where from it. */
const LANDMARK =
  /(\p{Script=Han}{2,8}(医院|学校|小学|中学|幼儿园|银行|超市|市场|菜场|车站|客运站|派出所|政府|邮局|广场|公园|酒店|宾馆|饭店|商场|店|桥|卫生院|加油站|村委会?|居委会?))(的)?((正|斜)?对面|隔壁|楼上|楼下|左手边|右手边|[左右]边|[一二三四五六]楼|旁边(第[一二三四五六])?)/u

/** An account or page that can be opened. */
const ONLINE =
  /((抖音|快手|微信|视频|小红书|微博|QQ|淘宝|闲鱼|拼多多)(号|群|店|账号)|公众号|网店|账号|直播间)[叫名为是：: "“「]{1,4}[\w\p{Script=Han}-]{2,20}|https?:\/\/\S+|www\.\S+/iu

const ACT = /(打针|输液|看病|卖药|骗|收费|没有证|没得证|无证)/

/** Without 我要举报 before it and what is done there after it. */
const trimmed = (clause: string): string =>
  clause
    .replace(/^.{0,12}?(位于|地址|地点|在|到|去)(?=.{4})/u, '')
    .replace(/["“”「」『』]/g, '')
    .replace(/^我们?(家|们)?(楼下|楼上|隔壁|门口|旁边|附近)的?(?=.{4})/u, '')
    .replace(/^(我们?|要|想|请|来|您好|你好|实名|匿名|举报|反映|投诉|一下|就|都|也|是|有)+/u, '')
    .replace(AFTER_SIGN, '$1')
    .replace(DONE_THERE, '')
    .replace(/(开了|有)一?家?(?=.{3})/u, '')

const AFTER_SIGN =
  /^(.{2,}(?:诊所|卫生院|卫生室|医院|门诊部|药店|药房|美容院|养生馆|理疗馆|工作室|会所|宾馆|酒店))[^\d号楼栋层室对隔旁]*$/u

const DONE_THERE =
  /(?<=.{4})(有一?个|有(人|老|女|男)|里?面?有|给人|帮人|偷偷|私自|经常|一直|天天|每天|无证|没有证|没得证|打针|输液|看病|非法|卖|乱收|说|做手术).*$/u
