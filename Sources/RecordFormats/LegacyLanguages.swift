/// A language as it shows in bytes above ASCII: how often its letters are, and what may follow some of them.
struct LetterLanguage: Sendable {
    /// What may stand behind a letter where that tells languages apart.
    enum Follower: Sendable {
        case vowel, consonant, endOfWord, vowelOrEnd, letterE, letterEOOrEnd
    }

    let name: String
    let encodings: [TextEncoding]
    /// Letters beyond ASCII with their share of all such letters in per cent, in lower case.
    let letters: [(letter: Unicode.Scalar, share: Double)]
    /// Written with ASCII letters beside its own.
    let isLatin: Bool
    /// Logarithm of how much less likely its files are than those of its encoding's main languages.
    let rarity: Double
    let followers: [(letter: Unicode.Scalar, allowed: Follower)]

    private init(
        _ name: String, _ encodings: [TextEncoding], _ letters: String, rarity: Double = 0, isLatin: Bool = true,
        followers: [(String, Follower)] = []
    ) {
        self.name = name
        self.encodings = encodings
        self.letters = letters.split(whereSeparator: \.isWhitespace).compactMap { word in
            // By scalars: a vowel sign of Thai would be one character with what stands before it.
            guard let letter = word.unicodeScalars.first, let share = Double(String(word.unicodeScalars.dropFirst())) else { return nil }
            return (letter, share)
        }
        self.isLatin = isLatin
        self.rarity = rarity
        self.followers = followers.flatMap { letters, allowed in letters.unicodeScalars.map { ($0, allowed) } }
    }

    private static let western: [TextEncoding] = [.windows1252, .macintosh]
    private static let central: [TextEncoding] = [.windows1250, .iso88592]
    private static let cyrillic: [TextEncoding] = [.windows1251]

    /// Shares counted by hand from letter frequencies of the languages, as handbooks of cryptography give them.
    static let all: [LetterLanguage] = [
        LetterLanguage("German", western, "ä30 ö17 ü38 ß12"),
        LetterLanguage(
            "French", western, "é60 è12 à13 ê5 ç4 â2 î2 ô2 û1.5 ù1.5 ë.7 ï.7 œ4",
            followers: [("èêâîôû", .consonant), ("àù", .endOfWord), ("ç", .vowel)]),
        LetterLanguage("Spanish", western, "ó28 á22 í24 é14 ñ8 ú6 ü.5", followers: [("ñ", .vowel)]),
        LetterLanguage(
            "Portuguese", western, "ã22 ç18 á15 é14 ó8 í10 ê5 õ5 â3 ú3 à3 ô1.5",
            followers: [("ã", .letterEOOrEnd), ("õ", .letterE), ("ç", .vowel)]),
        LetterLanguage("Italian", western, "è28 à28 ù12 ò14 ì8 é9", followers: [("àèìòù", .endOfWord)]),
        LetterLanguage("Swedish", western, "ä38 å32 ö27 é1"), LetterLanguage("Danish or Norwegian", western, "ø38 å38 æ22 é1.5"),
        LetterLanguage("Finnish", western, "ä85 ö14 å1", rarity: -1), LetterLanguage("Dutch", western, "ë45 é25 ï20 ö4 ü3 è3"),
        LetterLanguage("Icelandic", western, "í15 á18 ð18 þ6 æ9 é8 ó10 ú7 ý3 ö7", rarity: -4),
        LetterLanguage("Catalan", western, "à20 è15 é15 í15 ï5 ò8 ó12 ú5 ç7", rarity: -2, followers: [("ç", .vowelOrEnd)]),
        LetterLanguage("Turkish", [.windows1254], "ı30 İ4 ü17 ş14 ç10 ğ12 ö8 â1"),
        LetterLanguage("Polish", central, "ł20 ą15 ę18 ó15 ż12 ś11 ć6 ń4 ź1"),
        LetterLanguage("Czech", central, "í20 á18 é11 ě12 ř8 š7 ů5 ý7 ž7 č8 ú1.5 ň.3 ť.3 ď.2 ó.3"),
        LetterLanguage("Slovak", central, "á25 í15 é10 ý10 č9 š8 ž8 ľ4 ť5 ň2 ú8 ô2 ä1 ď1 ó1"),
        LetterLanguage("Hungarian", central, "á30 é32 ö9 ő8 ó8 ü5 í5 ű2 ú2"),
        LetterLanguage("Romanian", central, "ă35 î18 ş18 ţ18 â10", rarity: -1.5, followers: [("ţ", .vowelOrEnd)]),
        LetterLanguage("Croatian", central, "č35 š25 ž20 ć15 đ5"),
        LetterLanguage(
            "Russian", cyrillic + [.koi8R],
            "о11 е8.5 а8 и7.4 н6.7 т6.3 с5.5 р4.7 в4.5 л4.4 к3.5 м3.2 д3 п2.8 у2.6 я2 ы1.9 ь1.7 г1.7 з1.6 б1.6 ч1.4 й1.2 х1 ж.9 ш.7 ю.6 ц.5 щ.4 э.3 ф.3 ъ.1 ё.2",
            isLatin: false),
        LetterLanguage(
            "Ukrainian", cyrillic,
            "о9.4 а8 н6.8 и6 і5.7 в5.4 т5.3 р4.7 е4.6 с4.2 к3.7 л3.5 у3.2 д3.2 м3 п2.9 я2.5 з2.3 ь1.8 г1.6 б1.7 ч1.4 й1.3 х1.2 ж.9 ц.8 ш.9 ю.8 ї.8 є.6 щ.4 ф.3 ґ.05",
            isLatin: false),
        LetterLanguage(
            "Bulgarian", cyrillic,
            "а12 о8.7 и8.6 е8.7 т7.5 н7 р5 с4.9 в4.4 л3.5 д3.6 к3.4 п2.9 м2.4 з2.2 я1.8 ъ1.8 у1.5 г1.5 б1.4 ч1.4 ж.7 ц.7 щ.6 х.6 й.7 ш.4 ф.3 ю.1 ь.1",
            isLatin: false),
        LetterLanguage(
            "Serbian", cyrillic,
            "а11.5 и9.8 о9 е8.8 н5.6 с5.4 р4.8 ј4.9 т4.4 у4.3 д3.8 к3.7 в3.6 л3.4 м3.3 п2.9 з1.8 г1.7 б1.6 ч1 ћ.9 ш1 ж.6 х.7 ц.7 ђ.2 њ.8 љ.7 ф.2 џ.1",
            isLatin: false),
        LetterLanguage(
            "Greek", [.windows1253],
            "α9.5 ο8.5 ι7.8 ε7.7 τ7.5 σ4.5 ς3.6 ν6 η4.5 υ4 ρ4 π4 κ4 μ3.3 λ2.8 ω2 δ1.7 ά2 έ1.8 ί2.6 ό2 ή1.6 ύ1 ώ.9 γ1.8 θ1.3 χ1 φ.9 β.7 ξ.5 ζ.4 ψ.15",
            isLatin: false),
        LetterLanguage(
            "Arabic", [.windows1256],
            "ا12.5 ل11.5 ي8 م6.5 و6 ن6.5 ر5 ت4.5 ب4.5 ة3 ع4 د3.3 س3 ف3 ه3.5 ك2.3 ق2.5 أ2.7 ح2.2 ج1.6 ش1.1 ص1.2 ى1.4 إ1 خ1 ط1 ذ.8 ز.7 ض.8 غ.5 ث.6 ئ.4 ء.4 ؤ.2 ظ.2 آ.3 پ.1 چ.1 گ.1",
            isLatin: false),
        LetterLanguage(
            "Hebrew", [.windows1255],
            "י11 ה10.5 ו10.5 ל7.4 א6.4 ר5.6 ת5.5 ב4.8 מ5 ש4.5 ם3.5 ן1.6 נ3.6 ח2.5 ע3.2 ק2.2 פ1.9 ד2.6 כ2.2 ג1.4 ט1.3 צ1.3 ס1.5 ז1.3 ך.8 ץ.2 ף.3",
            isLatin: false),
        LetterLanguage(
            "Thai", [.windows874],
            "า8 น7 ร7 อ6.5 ก5.5 เ5 ง4.5 \u{E48}5 \u{E49}4 ม4.5 ย4 ว3.7 \u{E31}4.5 ล3.7 ด3 ท3 \u{E35}3 ส3 ต2.7 \u{E34}2.7 ะ2 ป2.3 บ2 ค2.5 ห2.5 แ2.2 จ1.7 พ1.8 ช1.5 ข1.7 ใ1.2 ไ1.8 โ1 \u{E4C}1.5 \u{E36}.8 \u{E37}1 \u{E38}1.2 \u{E39}1 \u{E47}.8 ถ.9 ผ.8 ำ.9 ศ.5 ซ.6 ณ.4 ฟ.3 ธ.4 ญ.3 ษ.4 ภ.4",
            isLatin: false),
        LetterLanguage("Lithuanian", [.windows1257], "ė25 š18 ž14 ų14 ą12 į8 ū8 č6 ę4", rarity: -2),
        LetterLanguage("Latvian", [.windows1257], "ā36 ī17 ē16 š11 ņ5 ļ4 ū5 ķ2 ž2 č1 ģ1", rarity: -2),
    ]
}

/// A language that is written with characters of several bytes.
struct CharacterLanguage: Sendable {
    let name: String
    let encoding: TextEncoding
    /// Characters that make up most of any text.
    let frequent: Set<UInt32>
    /// Their share of a text, in parts of one.
    let frequentShare: Double
    /// Longest sequence of bytes that a lead byte starts.
    let length: @Sendable (_ lead: UInt8, _ second: UInt8) -> Int
    /// Share of a character that is not among the frequent ones, by what it is and where it stands in the code.
    let share: @Sendable (_ character: UInt32, _ lead: UInt8, _ second: UInt8, _ length: Int) -> Double
    /// Logarithm of how much less likely such files are than others of the encoding.
    var rarity = 0.0
    /// Its characters of one byte are words together, none alone.
    var standsInRuns = false

    static let all: [CharacterLanguage] = [
        CharacterLanguage(
            name: "Japanese", encoding: .shiftJIS, frequent: scalars(japanese), frequentShare: 0.25,
            length: shiftJISLength,
            share: { character, lead, _, _ in
                if isKana(character) { return 0.6 / 160 }
                return isHan(character) ? ((0x88...0x98).contains(lead) ? 0.12 / 2700 : 0.004 / 3400) : rest(character)
            }),
        CharacterLanguage(
            name: "Japanese in half-width kana", encoding: .shiftJIS, frequent: [], frequentShare: 0, length: shiftJISLength,
            share: { character, lead, _, _ in
                if (0xFF66...0xFF9F).contains(character) { return lead < 0xC0 ? 0.5 / 26 : 0.4 / 32 }
                if isKana(character) { return 0.2 / 160 }
                return isHan(character) ? ((0x88...0x98).contains(lead) ? 0.12 / 2700 : 0.004 / 3400) : rest(character)
            },
            rarity: -6, standsInRuns: true),
        CharacterLanguage(
            name: "Japanese", encoding: .eucJP, frequent: scalars(japanese), frequentShare: 0.25,
            length: { lead, _ in lead == 0x8F ? 3 : 2 },
            share: { character, lead, _, _ in
                if isKana(character) { return 0.6 / 160 }
                return isHan(character) ? ((0xB0...0xCF).contains(lead) ? 0.12 / 2700 : 0.004 / 3400) : rest(character)
            }),
        CharacterLanguage(
            name: "Chinese", encoding: .gb18030, frequent: scalars(simplified), frequentShare: 0.6,
            length: { _, second in (0x30...0x39).contains(second) ? 4 : 2 },
            share: { character, lead, second, length in
                if isKana(character) { return 0.001 / 160 }
                guard isHan(character) else { return rest(character) }
                guard length == 2, second >= 0xA1 else { return 0.001 / 15000 }
                // Characters of daily use stand in front, by their sound; the others behind, by their radical.
                return (0xB0...0xD7).contains(lead) ? 0.3 / 3300 : (0xD8...0xF7).contains(lead) ? 0.03 / 3000 : 0.001 / 15000
            }),
        CharacterLanguage(
            name: "Chinese", encoding: .big5, frequent: scalars(traditional), frequentShare: 0.6, length: { _, _ in 2 },
            share: { character, lead, _, _ in
                if isKana(character) { return 0.001 / 160 }
                guard isHan(character) else { return rest(character) }
                return (0xA4...0xC6).contains(lead) ? 0.3 / 4900 : lead >= 0xC9 ? 0.03 / 7600 : 0.0001 / 5000
            }),
        CharacterLanguage(
            name: "Korean", encoding: .eucKR, frequent: scalars(korean), frequentShare: 0.6, length: { _, _ in 2 },
            share: { character, lead, second, _ in
                if isKana(character) { return 0.001 / 160 }
                if (0xAC00...0xD7A3).contains(character) {
                    return (0xB0...0xC8).contains(lead) && second >= 0xA1 ? 0.3 / 2050 : 0.001 / 8800
                }
                return isHan(character) ? 0.005 / 4888 : rest(character)
            }),
    ]

    @Sendable private static func shiftJISLength(_ lead: UInt8, _ second: UInt8) -> Int {
        (0xA1...0xDF).contains(lead) || lead == 0x80 || lead == 0xA0 || lead > 0xFC ? 1 : 2
    }

    private static func scalars(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }

    private static func isKana(_ character: UInt32) -> Bool { (0x3040...0x30FF).contains(character) }

    private static func isHan(_ character: UInt32) -> Bool { (0x4E00...0x9FFF).contains(character) }

    /// Marks: those of the East are common, half-width kana and all else rare.
    private static func rest(_ character: UInt32) -> Double {
        switch character {
        case 0x3000...0x303F, 0xFF00...0xFF5E: 0.05 / 60
        case 0xFF61...0xFF9F: 0.002 / 63
        case 0x2010...0x2027: 0.01
        default: 0.0005 / 1000
        }
    }

    private static let simplified = """
        的一是不了在人有我他这中大来上个国说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都\
        然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此\
        实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平\
        真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白\
        应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建\
        南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达\
        办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越\
        史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切\
        护帮店食味推荐图频粉丝博妆穿搭汤馆旅游探测评
        """

    private static let traditional = """
        的一是不了在人有我他這中大來上個國說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都\
        然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此\
        實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平\
        真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白\
        應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰幹接它許特覺望直服林題建南度\
        統色字請交愛讓認算論百吃義科怎元社術結六功指思非流每青管夫連遠資隊跟帶花快條院變聯言權往展該領傳近留紅治決周保達辦運\
        半候七必城父強步完深區即求品士轉量空甚眾技輕程告江語英基派滿式息寫呢識極令黃德收臉錢黨倒未持取設始版雙歷越史商千片容\
        研像找友孩站廣改議形委早房音火際則首單據導影失拿網香似專石若兵弟誰校讀志飛觀爭究包組造落視濟喜離雖壞興切護幫店食味推\
        薦圖粉絲湯館旅遊
        """

    private static let japanese = """
        日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電\
        校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強\
        公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究\
        楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借曜飲肉貸\
        堂鳥飯勉冬昼茶弟牛魚兄犬妹姉漢美投稿珈琲湯
        """

    private static let korean = """
        이다는의에을가고하기로지한사를은도아어시대자나있서인리정해과수들일라전부그만보여것장적유주모으선원성상제비화소구동안\
        조당면공년우세거오스미경신니내마물교문중무관할게연국위운양방생었학간트민음실식야명며습드개러계했없입분바단력까용출업\
        결요말데각통불치작네금반발현심달였와본행레회때술차후린르려체강산품님더많크합월외역재직호종점건던목표두배병란활영판번\
        별및형광독질류받터저타난돈길남손람집새잘좋맛카페늘추천진팔워댓글
        """
}
