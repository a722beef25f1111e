/**
 * Characters without one of which no words of each list in `danger-words.ts` can be met: a sentence that has none need not
 * be searched for them. A test proves it, and says which are missing.
 */
export const dangerSigns = {
  attempted: '割吃吊吞喝服毒误跳',
  despairing:
    '世井力勇台吊喝够如对寻尽念怕愿扛撑撞断杀束桥死残永江河活熬爬界百眠窗站累结绝脱腕腻苦言跳轨轻' +
    '辈遗郁顶',
  lifeless:
    '世乌事亡今住倒僵克冷凉凌刚前割动午危压厥吐呼命咙咳咽啊喘喷在垂堵失奄如崩应征志快急息悬憋抢抽' +
    '按搏搐敏救旦早昏昨晕智栽梗止死气没沫流浑溢满猝瘫白直省瞳硬窒站答紫绀翻肌脉脏脑苏血行觉识赢走' +
    '起跳躺进送透醒重闹难青静风黑',
  threatening:
    '伙伤债关冲凶刀剁劫匕叫命啦喊困堵复威尽带帮废弄恐恫打扣找抓押拖拘拦拼拽拾按挟捅掉揍搞整斗斧断' +
    '杀枪架械棍棒正死殴汽泼洗浇浑满火灭炸煤砍砖破砸硫社纵绑群脸菜被让起身软追钢锁锤闹鱼',
} as const
