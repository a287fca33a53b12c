/// The catalogue files embedded in this program: the build embeds their bytes but makes no list of them.
///
/// Written by `make catalogue`; a test compares it with the folder.
enum CatalogueFiles {
    static let all: [(name: String, bytes: [UInt8])] = [
        ("apify-instagram-hashtag.yml", PackageResources.apify_instagram_hashtag_yml),
        ("apify-instagram.yml", PackageResources.apify_instagram_yml),
        ("crowdtangle-facebook.yml", PackageResources.crowdtangle_facebook_yml),
        ("crowdtangle-instagram-reduced.yml", PackageResources.crowdtangle_instagram_reduced_yml),
        ("crowdtangle-instagram.yml", PackageResources.crowdtangle_instagram_yml),
        ("ecb-exchange-rates.yml", PackageResources.ecb_exchange_rates_yml),
        ("meta-business-suite-instagram.yml", PackageResources.meta_business_suite_instagram_yml),
        ("native-clicks.yml", PackageResources.native_clicks_yml),
        ("native-codes.yml", PackageResources.native_codes_yml),
        ("native-creators.yml", PackageResources.native_creators_yml),
        ("native-deals.yml", PackageResources.native_deals_yml),
        ("native-orders.yml", PackageResources.native_orders_yml),
        ("native-posts.yml", PackageResources.native_posts_yml),
        ("native-rates.yml", PackageResources.native_rates_yml),
        ("native-snapshots.yml", PackageResources.native_snapshots_yml),
        ("shopify-orders.yml", PackageResources.shopify_orders_yml),
        ("tiktok-studio-content.yml", PackageResources.tiktok_studio_content_yml),
    ]
}
