/// The Mustache templates of `report.html`: one file, no script, nothing loaded from elsewhere. `{{…}}` escapes for HTML;
/// `{{{…}}}` is only for the style sheet and the charts.
enum HTMLTemplate {
    static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <title>{{title}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <header>
        <p class="brand">Tierwise report</p>
        <h1>{{title}}</h1>
        <div class="subtitle">{{subtitle}}</div>
        </header>
        <main>
        {{#losses}}
        <section id="losses" aria-label="Not in these numbers">
        {{>html-blocks}}
        </section>
        {{/losses}}
        <section id="answer" aria-label="Answer">
        <p class="lead">{{tally}}</p>
        <div class="tiles">
        {{#tiles}}
        <div class="tile{{^told}} untold{{/told}}{{#open}} open{{/open}}">
        <div class="label">{{label}}</div>
        <div class="figure">{{figure}}</div>
        <div class="detail">{{detail}}</div>
        {{#open}}
        <div class="flag">compatible with no difference</div>
        {{/open}}
        </div>
        {{/tiles}}
        </div>
        {{#claims}}
        <article class="claim {{kind}}" id="{{id}}">
        <h2><span class="id">{{id}}</span> {{statement}} <span class="badge">{{badge}}</span></h2>
        <p>{{#sentences}}{{.}} {{/sentences}}</p>
        {{#others}}
        <ul class="others">
        {{#rows}}
        <li><span class="verdict">{{verdict}}</span> {{sentence}}</li>
        {{/rows}}
        </ul>
        {{/others}}
        {{#missing}}
        <p class="missing"><strong>Missing:</strong> {{.}}.</p>
        {{/missing}}
        {{#changes}}
        <p class="what">What would change it</p>
        <ul class="changes">
        {{#entries}}
        <li>{{text}}{{#example}}<pre>{{#lines}}{{.}}
        {{/lines}}</pre>{{/example}}</li>
        {{/entries}}
        </ul>
        {{/changes}}
        {{#remarks}}
        <p class="what">To read with it</p>
        <ul class="remarks">
        {{#entries}}
        <li>{{.}}</li>
        {{/entries}}
        </ul>
        {{/remarks}}
        <p class="terms">How it is computed: {{#terms}}<a href="#def-{{.}}">{{.}}</a> {{/terms}}</p>
        </article>
        {{/claims}}
        </section>
        <nav aria-label="Sections">
        <a href="#engagement">Engagement</a>
        <a href="#money">Money</a>
        <a href="#time">Over time</a>
        <a href="#creators">Creators</a>
        <a href="#segments">Segments</a>
        <a href="#question">The question</a>
        <a href="#quality">Data quality</a>
        <a href="#formulas">Formulas</a>
        <a href="#limits">Known limits</a>
        <a href="#inputs">Inputs</a>
        </nav>
        <section id="engagement">
        <h2>Engagement</h2>
        {{#engagement}}
        {{>html-blocks}}
        {{/engagement}}
        </section>
        <section id="money">
        <h2>Money</h2>
        {{#money}}
        {{>html-blocks}}
        {{/money}}
        </section>
        <section id="time">
        <h2>Over time</h2>
        {{#time}}
        {{>html-blocks}}
        {{/time}}
        </section>
        <section id="creators">
        <h2>Creators and content</h2>
        {{#creators}}
        {{>html-blocks}}
        {{/creators}}
        </section>
        <section id="segments">
        <h2>Segments</h2>
        {{#segments}}
        {{>html-blocks}}
        {{/segments}}
        </section>
        <section id="question">
        <h2>The question</h2>
        {{#question}}
        {{>html-blocks}}
        {{/question}}
        </section>
        <section id="quality">
        <h2>Data quality</h2>
        {{#quality}}
        {{>html-blocks}}
        {{/quality}}
        </section>
        <section id="formulas">
        <h2>Formulas</h2>
        {{#formulas}}
        {{>html-blocks}}
        {{/formulas}}
        </section>
        <section id="limits">
        <h2>Known limits</h2>
        {{#limits}}
        {{>html-blocks}}
        {{/limits}}
        </section>
        <section id="inputs">
        <h2>Inputs</h2>
        {{#inputs}}
        {{>html-blocks}}
        {{/inputs}}
        </section>
        </main>
        </body>
        </html>

        """

    static let blocks = """
        {{#blocks}}
        {{#subheading}}
        <h3>{{.}}</h3>
        {{/subheading}}
        {{#paragraph}}
        <p>{{.}}</p>
        {{/paragraph}}
        {{#remark}}
        <p class="remark">{{.}}</p>
        {{/remark}}
        {{#list}}
        <ul>
        {{#items}}
        <li>{{.}}</li>
        {{/items}}
        </ul>
        {{/list}}
        {{#chart}}
        <figure class="chart">
        <figcaption>{{chartTitle}}</figcaption>
        <div class="wide">{{{wide}}}</div>
        <div class="narrow">{{{narrow}}}</div>
        </figure>
        {{/chart}}
        {{#table}}
        <figure class="table">
        <figcaption>{{caption}}{{#hasFile}} <a href="{{file}}">CSV</a>{{/hasFile}}</figcaption>
        <div class="scroll" role="region" tabindex="0" aria-label="{{caption}}">
        <table>
        <thead><tr>{{#columns}}<th scope="col"{{#numeric}} class="n"{{/numeric}}>{{title}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr>{{#cells}}{{#head}}<th scope="row">{{/head}}{{^head}}<td{{#numeric}} class="n"{{/numeric}}>{{/head}}{{#isCode}}<code{{#anchor}} id="def-{{.}}"{{/anchor}}>{{text}}</code>{{/isCode}}{{^isCode}}{{#link}}<a href="#def-{{.}}">{{text}}</a>{{/link}}{{^link}}{{text}}{{/link}}{{/isCode}}{{#head}}</th>{{/head}}{{^head}}</td>{{/head}}{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{#hasMore}}
        <p class="remark">{{more}}</p>
        {{/hasMore}}
        </figure>
        {{/table}}
        {{/blocks}}

        """
}
