/** Common traditional characters in their simplified form; rare ones stay, a person will read them. */
export const simplified = (text: string): string =>
  hasTraditional(text) ? text.replace(EACH, (sign) => table.get(sign) ?? sign) : text

const traditional =
  '醫療藥診證無國門開關東車長見馬員問間聞們個來後過還進這邊達運選遠連說話語請認識該誰課講論訴詐護譽讀讓設許評註費貴買賣貨質賬賠負責財貪購資貼賺贈贊錢鐘針銀錄錯鎮鄉' +
  '鄰醜釋裡裏複製補裝壞壓場塊報執處備傷傳價優償兒內兩冊凍別劑動務勞勝區協單參發變嗎嚴圓團圖園壽夠夢奪奮婦媽學孫寧實審寫寬將專對導屬島師帶幫廠廢廣廳張強彈當復從徵應' +
  '態慶慮憑憤懷戲戶擔據擺擾攝斷時曉書會條業極樓標樣機檢權歡歲歷殘殺殯毀氣決沒況淨減溫測準溝滅潔潰為爛營爭牆獎獨獲現環產畢異瘡癢癥瘋皺監盡盤眾睏確碼禮種稱積穩窮競節' +
  '範築簡簽籤糧糾紀約紅納紙級細終組結絕給統絲經維網緊線編緩練縣總績繳續罰聲聯職聽腦腫膚臉臨舉舊藝蘇蟲術衛衝規視親覺觀觸訂計討訊訓記訪詢試詳誤調談謊謝謹譯豬貝趕躍軍' +
  '軟輕輛輸轉辦農遞適遲鄭醬鐵鏡閉閱陰陽隊階際隨險雖雙雞離難電靈靜項順須預領頭頻題顏願類顧飯飲養館驗體髒鬧魚鮮鳥麗麼點齊齒龍撥託臺灣黃號隻衹於與並係週併騙嬰齡滿隱瞞' +
  '騷亂塗偽穢喪糞懲獄違擬擇樂闆髮鬆匯彙陳吳趙劉黨莊興榮鑒鑑掛鬥兇嚇啞喫嘔瀉濫膽臟腸腎膠藍蘭蔣葉鄧羅嘗墳妝廈捨揀搶擊斃暈殼癱碩襲豔輪遺郵銷鎖陣騎騰驚鬱麵黴尋巖慘憂戰' +
  '撿敗斬暫桿槍澤濁濕災煙燒熱牽狀猶瑣畫盜睜瞭礙稅窩繫罵聖聾脹腳艱蒼薦虛誘誠誇諮謀謠讎讒賊賭賴軌載辭遼醃鈴鋪錦鍋閒闖飽餓駐駛驅骯'
const simple =
  '医疗药诊证无国门开关东车长见马员问间闻们个来后过还进这边达运选远连说话语请认识该谁课讲论诉诈护誉读让设许评注费贵买卖货质账赔负责财贪购资贴赚赠赞钱钟针银录错镇乡' +
  '邻丑释里里复制补装坏压场块报执处备伤传价优偿儿内两册冻别剂动务劳胜区协单参发变吗严圆团图园寿够梦夺奋妇妈学孙宁实审写宽将专对导属岛师带帮厂废广厅张强弹当复从征应' +
  '态庆虑凭愤怀戏户担据摆扰摄断时晓书会条业极楼标样机检权欢岁历残杀殡毁气决没况净减温测准沟灭洁溃为烂营争墙奖独获现环产毕异疮痒症疯皱监尽盘众困确码礼种称积稳穷竞节' +
  '范筑简签签粮纠纪约红纳纸级细终组结绝给统丝经维网紧线编缓练县总绩缴续罚声联职听脑肿肤脸临举旧艺苏虫术卫冲规视亲觉观触订计讨讯训记访询试详误调谈谎谢谨译猪贝赶跃军' +
  '软轻辆输转办农递适迟郑酱铁镜闭阅阴阳队阶际随险虽双鸡离难电灵静项顺须预领头频题颜愿类顾饭饮养馆验体脏闹鱼鲜鸟丽么点齐齿龙拨托台湾黄号只只于与并系周并骗婴龄满隐瞒' +
  '骚乱涂伪秽丧粪惩狱违拟择乐板发松汇汇陈吴赵刘党庄兴荣鉴鉴挂斗凶吓哑吃呕泻滥胆脏肠肾胶蓝兰蒋叶邓罗尝坟妆厦舍拣抢击毙晕壳瘫硕袭艳轮遗邮销锁阵骑腾惊郁面霉寻岩惨忧战' +
  '捡败斩暂杆枪泽浊湿灾烟烧热牵状犹琐画盗睁了碍税窝系骂圣聋胀脚艰苍荐虚诱诚夸咨谋谣仇谗贼赌赖轨载辞辽腌铃铺锦锅闲闯饱饿驻驶驱肮'

const plain = Array.from(simple)
const table: ReadonlyMap<string, string> = new Map(
  Array.from(traditional, (sign, index) => [sign, plain[index] ?? sign] as const),
)
const EACH = new RegExp(`[${traditional}]`, 'gu')

/** 1 for each that is traditional: most texts have none, and looking up is quicker than searching. */
const isTraditional = new Uint8Array(0x10000)
for (const sign of table.keys()) isTraditional[sign.charCodeAt(0)] = 1

function hasTraditional(text: string): boolean {
  for (let at = 0; at < text.length; at += 1)
    if (isTraditional[text.charCodeAt(at)] === 1) return true
  return false
}
