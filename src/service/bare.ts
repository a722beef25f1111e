/**
 * Words that only announce a report or name a kind of place: 我要举报, 诊所, 有个事想反映一下. Nobody could write down
 * what happened from them.
 */
export const isBare = (text: string): boolean =>
  /^[\p{Script=Latin}\d\s]*$/u.test(text)
    ? text.trim().split(/\s+/).length < 3
    : rest(text).length <= 1

const rest = (text: string): string =>
  text.replace(ANNOUNCING, '').replace(/[^\p{Script=Han}]/gu, '')

const ANNOUNCING =
  /举报|投诉|检举|揭发|反映|反应|报案|告状?|说|讲|问|我们?|咱们?|俺们?|你们?|您|他们?|她们?|要|想|来|去|帮|给|请|能|可以|一下|一个|一家|一件|一些|这个|那个|这家|那家|有个?|有人|有家|个|家|件|点|事情?|问题|情况|违法|违规|诊所|医院|卫生院|药店|药房|美容院|养生馆|医生|大夫|领导|同志|你好|您好|不知道|不晓得|不会|怎么|咋|该|从哪|也|都|吗|吧|呢|啊|了|的|是|就/gu
