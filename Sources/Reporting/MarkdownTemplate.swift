/// The Mustache templates of `report.md`. `{{…}}` escapes for Markdown; `{{{…}}}` is only for what is Markdown already.
enum MarkdownTemplate {
    static let page = """
        # {{title}}

        {{#losses}}
        {{>markdown-blocks}}
        {{/losses}}
        {{tally}}

        {{subtitle}}

        {{#claims}}
        ### {{id}} {{statement}}: {{badge}}

        {{#sentences}}{{.}} {{/sentences}}

        {{#others}}
        {{#rows}}
        - {{verdict}}: {{sentence}}
        {{/rows}}

        {{/others}}
        {{#missing}}
        Missing: {{.}}.

        {{/missing}}
        {{#changes}}
        What would change it:

        {{#entries}}
        - {{text}}{{#example}}{{#lines}} `{{{.}}}`{{/lines}}{{/example}}
        {{/entries}}

        {{/changes}}
        {{#remarks}}
        To read with it:

        {{#entries}}
        - {{.}}
        {{/entries}}

        {{/remarks}}
        [How it is computed](#formulas):{{#terms}} `{{{.}}}`{{/terms}}

        {{/claims}}

        ## Engagement

        {{#engagement}}
        {{>markdown-blocks}}
        {{/engagement}}

        ## Money

        {{#money}}
        {{>markdown-blocks}}
        {{/money}}

        ## Over time

        {{#time}}
        {{>markdown-blocks}}
        {{/time}}

        ## Creators and content

        {{#creators}}
        {{>markdown-blocks}}
        {{/creators}}

        ## Segments

        {{#segments}}
        {{>markdown-blocks}}
        {{/segments}}

        ## The question

        {{#question}}
        {{>markdown-blocks}}
        {{/question}}

        ## Data quality

        {{#quality}}
        {{>markdown-blocks}}
        {{/quality}}

        ## Formulas

        {{#formulas}}
        {{>markdown-blocks}}
        {{/formulas}}

        ## Known limits

        {{#limits}}
        {{>markdown-blocks}}
        {{/limits}}

        ## Inputs

        {{#inputs}}
        {{>markdown-blocks}}
        {{/inputs}}

        """

    static let blocks = """
        {{#blocks}}
        {{#subheading}}
        ### {{.}}

        {{/subheading}}
        {{#paragraph}}
        {{.}}

        {{/paragraph}}
        {{#remark}}
        {{.}}

        {{/remark}}
        {{#list}}
        {{#items}}
        - {{.}}
        {{/items}}

        {{/list}}
        {{#chart}}
        ![{{chartTitle}}]({{{chartPath}}})

        {{/chart}}
        {{#table}}
        **{{caption}}**{{#hasMore}} {{more}}{{/hasMore}}{{#hasFile}} ([{{{file}}}]({{{file}}})){{/hasFile}}

        |{{#columns}} {{title}} |{{/columns}}
        |{{#columns}}{{{rule}}}|{{/columns}}
        {{#rows}}
        |{{#cells}} {{#isCode}}{{{code}}}{{/isCode}}{{^isCode}}{{text}}{{/isCode}} |{{/cells}}
        {{/rows}}

        {{/table}}
        {{/blocks}}

        """
}
