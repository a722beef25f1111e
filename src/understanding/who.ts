import { ENDS_NAME, NAMED_KIND, PUBLIC } from './names.ts'

/** The sign or name of whom the text accuses: the first named body, else an account, else a named person. */
export function who(words: readonly string[]): string | undefined {
  const text = words.join('')
  for (const { 0: sign, 1: kind = '', index } of text.matchAll(NAMED_KIND)) {
    const name = nameBefore(words, index, PUBLIC.test(kind))
    if (isName(name)) return name + sign
  }
  return ACCOUNT.exec(text)?.[0] ?? PERSON.exec(text)?.[1]
}

/** Whether reading the words of a text could find a name at all. */
export const mayName = (text: string): boolean =>
  text.search(NAMED_KIND) >= 0 || ACCOUNT.test(text) || PERSON.test(text)

const LONGEST_NAME = 14

/** Reads the words before an offset backwards, as far as they may be a name. */
function nameBefore(words: readonly string[], end: number, isPublic: boolean): string {
  let name = ''
  for (const word of wordsUpTo(words, end).toReversed()) {
    const ends = ENDS_NAME.test(word) || !/^[\p{Script=Han}A-Za-z]+$/u.test(word)
    const isPlace = /([路街巷弄道号楼栋层室村镇乡区县市省场城]|街道|小区)$/u.test(word)
    if (
      ends ||
      (isPlace && !isPublic && word.length > 1) ||
      name.length + word.length > LONGEST_NAME
    )
      break
    name = word + name
  }
  return name
}

/** The words that end at an offset; the one that reaches over it is cut. */
function wordsUpTo(words: readonly string[], end: number): readonly string[] {
  const before: string[] = []
  let at = 0
  for (const word of words) {
    if (at >= end) break
    before.push(word.slice(0, end - at))
    at += word.length
  }
  return before
}

/** 康泰诊所 is a name, 小诊所 or 地下诊所 is not. */
const isName = (name: string): boolean => name.length >= 2 && !COMMON.test(name)

const COMMON =
  /^(地下|私人|民营|公立|小区|中医|西医|美容|口腔|牙科|医院|个体|乡镇|乡村|连锁|大型|小型|专科|社区|综合|男科|妇科|妇产科|儿童|部队|军队|武警|三甲|二甲|三级|上级|正规|医疗|生活|黑心|无良|多家|宠物|养生|保健|医药|整形|皮肤|街边|路边|居民|非营利性?|营利性|性|大|小|老|新|县级|市级|省级|基层|各大|别的|其他|其它|另外|外地|什么|哪个|哪些|医美|微整|中药|西药|药品|食品|精神病|传染病|肿瘤|母婴|月子|旁边)+$/u

const ACCOUNT =
  /(抖音号|快手号|微信号|公众号|微信群|视频号|直播间|淘宝店|网店|微博|小红书号?|QQ群?号?|账号)[叫名为是：: "“「]{1,4}[\w\p{Script=Han}-]{2,20}/u

const PERSON =
  /(?:叫|名叫|姓名|名字是|名字叫|院长|主任|医生|大夫|老板|负责人|法人)[：: ]?([赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳鲍史唐费薛雷贺倪汤罗毕郝安常于傅康齐余顾孟黄穆萧尹姚邵汪毛戴宋熊董梁杜阮蓝季贾江郭林徐邱高夏蔡田胡万卢丁邓石崔龚程邢陆翁段侯武刘叶黎白赖谭温阎牛尚曾廖辛聂游][\p{Script=Han}某X×*]{1,2})(?=[，,。的在和、；;：:!！?？\s给是]|$)/u
