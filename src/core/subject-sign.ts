/** What a house's sign ends with. */
const ends = /(店|馆|堂|所|院|室|部|中心|公司|厂|坊|阁|站|行|铺|口腔|牙科|诊|美容|医美|集团)$/u
/** Words of somebody who tells, not of a sign. */
const telling =
  /[我俺咱您你他她它谁某啥哪]|不|没有|什么|附近|旁边|对面|隔壁|楼下|楼上|一家|这家|那家|有家|开的|叫做|名字|老板|邻居|亲戚|朋友|老公|老婆|孩子|父母|爸|妈|同事/u

/** Whether what a reporter wrote for "who" is a name on a sign, as it stands, and nothing they told of themselves. */
export function isSign(words: string): boolean {
  const plain = words.trim()
  return (
    plain.length >= 3 &&
    plain.length <= 30 &&
    /^[\p{Script=Han}\p{L}\p{N}()（）·•&\- ]+$/u.test(plain) &&
    ends.test(plain.replace(/[)）\s]+$/u, '')) &&
    !telling.test(plain)
  )
}

/** What may follow a name that was read up to its first kind of house: 康泰口腔 | 诊所（东店）. */
const goesOn =
  /^(医疗美容|美容)?(专科)?(诊所|门诊部|门诊|医院|卫生室|卫生院|药房|大药房|连锁店|有限责任公司|有限公司)?([（(][^（）()]{1,8}[店院部][)）]|[\p{Script=Han}\d]{1,6}(?:分店|分院)|[东西南北总分]店)?/u

/** The whole sign of which a name was read in a text. */
export function wholeSign(name: string, text: string): string {
  const wholes = text
    .split(name)
    .slice(1)
    .map((rest) => name + (goesOn.exec(rest)?.[0] ?? ''))
  return wholes.toSorted((one, other) => other.length - one.length)[0] ?? name
}
