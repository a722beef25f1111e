/** The words that tell when it happened or happens, as the reporter wrote them. */
export function when(text: string): string | undefined {
  const found = DATED.exec(text) ?? HABITUAL.exec(text) ?? RELATIVE.exec(text)
  return found?.[0].trim()
}

const HOUR = '(凌晨|早上|早晨|清早|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜)'
const CLOCK = `(${HOUR}?([0-2]?\\d|[一二两三四五六七八九十]+)(点半?|[:：]\\d\\d|时)(\\d\\d?分)?(左右|多|以后|之后|前)?)`
const NUMBER = '[0-9一二两三四五六七八九十]+'

/** 2026年3月5日上午, 3月5号, 二月初五, 2025-03-01. */
const DATED = new RegExp(
  `(19|20)?\\d\\d年(\\s?${NUMBER}月)?(\\s?${NUMBER}[日号])?(${CLOCK}|${HOUR})?|` +
    `(今年|去年|前年|农历|阴历)?${NUMBER}月(${NUMBER}[日号]|份|初${NUMBER}|底|中旬|上旬|下旬)(${CLOCK}|${HOUR})?|` +
    `(19|20)\\d\\d[-./]\\d{1,2}([-./]\\d{1,2})?`,
)

/** 天天早上, 每周三, 赶场天, 逢五逢十. */
const HABITUAL = new RegExp(
  `(每|每个|每逢)(天|日|周|星期|礼拜|个?月|年|晚|早)${NUMBER}?[日天末]?(${HOUR}|都)?|` +
    `天天(${HOUR})?|(逢|每逢)(场|集|赶场|${NUMBER})(天|逢${NUMBER})?|赶场天?|赶集(天|日)?|周末|双休日|节假日|` +
    `(周|星期|礼拜)[一二三四五六日天](到(周|星期|礼拜)?[一二三四五六日天])?(${HOUR})?|白天|早晚|长期(以来)?|常年`,
)

/** 昨天下午, 上个月, 三年前, 最近, 刚才. */
const RELATIVE = new RegExp(
  `(大前天|前天|昨天|昨晚|昨日|今天|今早|今晚|今日|刚才|刚刚|当天|前几天|前些天|前两天|前段时间|前阵子)(${CLOCK}|${HOUR})?|` +
    `上(个|一)?(月|周|星期|礼拜)(${NUMBER}|天|末|底|初)?|这(个|几)?(月|周|天|星期)|${NUMBER}(多)?(个)?(年|月|天|周|星期|小时|礼拜)(多)?(前|以前|之前|来|了)|` +
    `去年(${NUMBER}月|底|初|夏天|冬天|春天|秋天)?|前年|今年(${NUMBER}月|初|春节)?|最近|近期|近日|近来|现在|目前|至今|正在|一直|春节|国庆|五一|暑假|寒假|年前|年底|${CLOCK}|${HOUR}`,
)
