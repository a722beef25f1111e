interface ForeignLine {
  readonly language: string
  /** Letters that this language has and its neighbours here have not. */
  readonly isWritten: RegExp
  /** 能写中文就写中文，或者打 12345。 */
  readonly line: string
}

/** What is said, once, to whoever writes in a language that has no words here. The first that fits is taken. */
export const foreignLines: readonly ForeignLine[] = [
  {
    language: 'ko',
    isWritten: /\p{Script=Hangul}{2}/u,
    line: '가능하면 중국어로 써 주시거나 12345로 전화해 주세요.',
  },
  {
    language: 'ja',
    isWritten: /[\p{Script=Hiragana}\p{Script=Katakana}]{2}/u,
    line: 'できれば中国語で書いてください。または12345へお電話ください。',
  },
  {
    language: 'mn-Cyrl',
    isWritten: /[өүӨҮ]/u,
    line: 'Боломжтой бол хятадаар бичнэ үү, эсвэл 12345 руу залгана уу.',
  },
  {
    language: 'ru',
    isWritten: /\p{Script=Cyrillic}{3}/u,
    line: 'Если можете, напишите по-китайски или позвоните по номеру 12345.',
  },
  {
    language: 'ug',
    isWritten: /[ەېۇۆۈۋڭ]/u,
    line: 'ئىمكان بولسا خەنزۇچە يېزىڭ ياكى 12345 گە تېلېفون قىلىڭ.',
  },
  {
    language: 'ar',
    isWritten: /\p{Script=Arabic}{3}/u,
    line: 'اكتب بالصينية إن أمكن، أو اتصل بالرقم 12345.',
  },
  {
    language: 'bo',
    isWritten: /\p{Script=Tibetan}{2}/u,
    line: 'ཐུབ་ན་རྒྱ་ཡིག་ནང་འབྲི་རོགས། ཡང་ན་ཁ་པར་ 12345 ལ་གཏོང་རོགས།',
  },
  {
    language: 'th',
    isWritten: /\p{Script=Thai}{3}/u,
    line: 'หากทำได้ กรุณาเขียนเป็นภาษาจีน หรือโทร 12345',
  },
  {
    language: 'vi',
    isWritten: /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu,
    line: 'Nếu được, xin viết bằng tiếng Trung hoặc gọi 12345.',
  },
]
