/// The networks we know. A platform that is not here passes as a lower-cased word.
package enum Platform: String, Sendable, CaseIterable {
    case instagram, facebook, tiktok, youtube, x, threads, linkedin, reddit, snapchat, pinterest, twitch, bluesky, mastodon
    case xiaohongshu

    /// Other words for them, which people write.
    private static let synonyms: [String: Platform] = [
        "ig": .instagram, "insta": .instagram, "instagramm": .instagram, "instagram reel": .instagram, "instagram reels": .instagram,
        "instagram story": .instagram, "instagram stories": .instagram, "instagram post": .instagram, "ig reel": .instagram,
        "ig reels": .instagram, "ig story": .instagram, "ig stories": .instagram, "ig post": .instagram, "insta story": .instagram,
        "insta reel": .instagram, "fb": .facebook, "tik tok": .tiktok, "tik-tok": .tiktok, "tt": .tiktok, "tiktok video": .tiktok, "yt": .youtube,
        "you tube": .youtube, "youtube shorts": .youtube, "youtube short": .youtube, "yt shorts": .youtube, "youtube video": .youtube,
        "twitter": .x, "x (twitter)": .x, "x/twitter": .x, "twitter/x": .x, "twitter (x)": .x, "x / twitter": .x, "linked in": .linkedin,
        "linked-in": .linkedin, "snap": .snapchat,
    ]

    /// - Parameter word: folded.
    package init?(word: String) {
        guard let platform = Platform(rawValue: word) ?? Self.synonyms[word] else { return nil }
        self = platform
    }
}

/// Kinds of posts.
package enum PostType: String, Sendable, CaseIterable {
    case image, carousel, video
    /// Reels, TikToks, YouTube shorts.
    case short
    case story, live, text, link
}

/// What became of an order.
package enum OrderStatus: String, Sendable, CaseIterable {
    case paid, pending
    case partiallyRefunded = "partially_refunded"
    case refunded, cancelled, voided, failed

    /// Other words for the same, which shops and spreadsheets write.
    private static let synonyms: [String: OrderStatus] = [
        "canceled": .cancelled, "completed": .paid, "complete": .paid, "processing": .paid,
        "partially refunded": .partiallyRefunded, "partially-refunded": .partiallyRefunded,
        "partial_refund": .partiallyRefunded, "on-hold": .pending, "on_hold": .pending, "authorized": .pending,
        "partially_paid": .pending, "fully refunded": .refunded, "fully_refunded": .refunded, "void": .voided,
        // WooCommerce and people's own sheets in German, Spanish, Portuguese, French and Italian.
        "bezahlt": .paid, "abgeschlossen": .paid, "in bearbeitung": .paid, "zahlung ausstehend": .pending, "wartend": .pending,
        "in wartestellung": .pending, "teilweise erstattet": .partiallyRefunded, "erstattet": .refunded,
        "rückerstattet": .refunded, "storniert": .cancelled, "fehlgeschlagen": .failed,
        "pagado": .paid, "completado": .paid, "procesando": .paid, "pendiente de pago": .pending, "en espera": .pending,
        "reembolsado": .refunded, "cancelado": .cancelled, "fallido": .failed,
        "pago": .paid, "concluído": .paid, "processando": .paid, "pagamento pendente": .pending, "aguardando": .pending,
        "malsucedido": .failed,
        "payé": .paid, "payée": .paid, "terminé": .paid, "terminée": .paid, "en cours": .paid, "en attente": .pending,
        "attente paiement": .pending, "en attente de paiement": .pending, "remboursé": .refunded, "remboursée": .refunded,
        "annulé": .cancelled, "annulée": .cancelled, "échoué": .failed, "échouée": .failed,
        "pagato": .paid, "completato": .paid, "in lavorazione": .paid, "in attesa di pagamento": .pending,
        "rimborsato": .refunded, "annullato": .cancelled, "fallito": .failed,
    ]

    /// - Parameter word: folded; `wc-completed` is how WooCommerce stores `completed`.
    package init?(word: String) {
        let word = word.hasPrefix("wc-") ? String(word.dropFirst(3)) : word
        guard let status = OrderStatus(rawValue: word) ?? Self.synonyms[word] else { return nil }
        self = status
    }
}

/// What a deal can cost (Methods 4.2): the cost ledger, in the order of the canonical columns.
package enum CostComponent: String, PublishedWord {
    case fee, commission
    case productCost = "product_cost"
    case shipping
    case agencyFee = "agency_fee"
    case usageRights = "usage_rights"
    case boostSpend = "boost_spend"
    case labour

    /// The column of a deal that holds it.
    package var column: DealColumn {
        switch self {
        case .fee: .fee
        case .commission: .commission
        case .productCost: .productCost
        case .shipping: .shipping
        case .agencyFee: .agencyFee
        case .usageRights: .usageRights
        case .boostSpend: .boostSpend
        case .labour: .labour
        }
    }

    /// The column of a deal's facts that holds its part of the cost.
    package var convertedColumn: DealColumn {
        switch self {
        case .fee: .feeConverted
        case .commission: .commissionConverted
        case .productCost: .productCostConverted
        case .shipping: .shippingConverted
        case .agencyFee: .agencyFeeConverted
        case .usageRights: .usageRightsConverted
        case .boostSpend: .boostSpendConverted
        case .labour: .labourConverted
        }
    }
}

/// The columns that hold a word of a vocabulary.
package enum Vocabulary {
    /// Whether a folded word is one we know in a canonical column; `true` for columns without a vocabulary.
    package static func knows(_ word: String, in column: String) -> Bool {
        switch column {
        case "platform": Platform(word: word) != nil
        case "post_type": PostType(rawValue: word) != nil
        case "status": OrderStatus(word: word) != nil
        default: true
        }
    }
}
