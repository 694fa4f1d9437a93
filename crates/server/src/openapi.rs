//! The API's description for programs: OpenAPI 3.1, whose schemas are those of the types themselves.

mod inputs;

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use model::EventBody;
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use crate::{
    Config,
    about::About,
    audits::{Asked, Audits, Shown},
    problem, reports,
    router::App,
    session::{Session, SignIn},
    submit::{Accepted, AcceptedAll},
    usage::Used,
};

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
const STREAM: &str = "text/event-stream";

/// `GET /api/openapi.json`
pub(crate) async fn serve(State(app): State<Arc<App>>) -> Response {
    ([(header::CONTENT_TYPE, JSON)], app.openapi.clone()).into_response()
}

/// The whole document.
pub(crate) fn document(config: &Config) -> Value {
    let mut schemas = Schemas::new();
    let paths = paths(config, &mut schemas);
    let mut components = schemas.generator.take_definitions(true);
    components.extend(inputs::schemas(config));
    let event = event(&mut components);
    components.insert("Event".to_owned(), event);
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Dozor",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Audits of construction projects",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": if config.token_required { json!([{ "bearer": [] }, { "cookie": [] }]) } else { json!([]) },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "description": "Made with: dozor token new NAME" },
                "cookie": { "type": "apiKey", "in": "cookie", "name": crate::access::COOKIE,
                            "description": "Set by POST /api/v1/session" },
            },
        },
    })
}

/// Collects the schemas of types on their way into the document.
struct Schemas {
    generator: SchemaGenerator,
}

impl Schemas {
    fn new() -> Self {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let settings = settings.with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        });
        Self { generator: settings.into_generator() }
    }

    fn of<T: JsonSchema>(&mut self) -> Value {
        self.generator.subschema_for::<T>().to_value()
    }
}

/// An event is one flat object: the envelope, and what its name brings with it.
fn event(components: &mut Map<String, Value>) -> Value {
    let body = Schemas::new();
    let mut generator = body.generator;
    let schema = generator.subschema_for::<EventBody>().to_value();
    for (name, found) in generator.take_definitions(true) {
        components.entry(name).or_insert(found);
    }
    json!({
        "description": "One event, as the data of a server-sent event.",
        "allOf": [
            {
                "type": "object",
                "required": ["event", "audit_id", "seq", "timestamp"],
                "properties": {
                    "event": { "type": "string" },
                    "audit_id": { "type": "string", "format": "uuid" },
                    "seq": { "type": "integer", "minimum": 1 },
                    "timestamp": { "type": "string", "format": "date-time" },
                },
            },
            schema,
        ],
    })
}

fn paths(config: &Config, schemas: &mut Schemas) -> Value {
    let problem = schemas.of::<problem::Body>();
    let operations = Operations { problem, secured: config.token_required };
    let [accepted, accepted_all] = [schemas.of::<Accepted>(), schemas.of::<AcceptedAll>()];
    let either = json!({ "oneOf": [accepted, accepted_all] });
    let (list, shown, used) = (schemas.of::<Audits>(), schemas.of::<Shown>(), schemas.of::<Used>());
    let (session, sign_in) = (schemas.of::<Session>(), schemas.of::<SignIn>());
    let (id, key) = (inputs::id(), inputs::key());
    let brief =
        json!({ JSON: inputs::body("Brief"), "application/toml": { "schema": { "type": "string" } } });
    let briefs =
        json!({ JSON: inputs::body("Briefs"), "application/toml": { "schema": { "type": "string" } } });
    let stream = json!({ STREAM: { "schema": { "type": "string", "description": "Server-sent events; data is an Event" } } });
    let of = |name: &str, what: &str| operations.named(name, what);
    let reports = reports::KINDS.iter().map(|(name, kind, _)| {
        let content = json!({ *kind: { "schema": if *kind == JSON { json!({ "type": "object" }) } else { json!({ "type": "string" }) } } });
        let operation = of(&name.replace('.', "_"), "A completed audit as a file")
            .takes(&[&id]).gives(200, "The report", Some(content)).refuses(&[404, 409]);
        (format!("/api/v1/audits/{{id}}/{name}"), json!({ "get": operation.done() }))
    });
    let mut paths = json!({
        "/api/v1/multi-role/ask-stream": {
            "post": of("ask_stream", "A brief in, its events out").says("The client leaving cancels the audit; with an \
                Idempotency-Key it lives on for 30 s and the same key follows it.")
                .takes(&[&key, &inputs::last_event_id()]).body(&brief)
                .gives(200, "The events", Some(stream.clone())).gives(204, "Nothing more will come", None)
                .refuses(&[400, 408, 409, 413, 415, 422]).done(),
        },
        "/api/v1/audits": {
            "post": of("submit", "Start an audit, or several").says("It runs on whether anybody watches or not.")
                .takes(&[&key]).body(&briefs).gives(202, "Taken in and kept", Some(inputs::json_of(&either)))
                .refuses(&[400, 408, 413, 415, 422]).done(),
            "get": of("list", "Audits, the newest first").takes(&inputs::listing().iter().collect::<Vec<_>>())
                .gives(200, "A page of audits", Some(inputs::json_of(&list))).refuses(&[400]).done(),
        },
        "/api/v1/audits/{id}": {
            "get": of("show", "An audit and how far it is").takes(&[&id])
                .gives(200, "The audit", Some(inputs::json_of(&shown))).refuses(&[404]).done(),
            "delete": of("erase", "Erase an audit").says("Its brief, its events and its key; a running one stops.")
                .takes(&[&id]).gives(204, "Erased", None).refuses(&[404]).done(),
        },
        "/api/v1/audits/{id}/cancel": {
            "post": of("cancel", "Cancel an audit").takes(&[&id])
                .gives(202, "It will end with the event cancelled", None).refuses(&[404, 409]).done(),
        },
        "/api/v1/audits/{id}/retry": {
            "post": of("retry", "Ask again what failed or was cut").says("A new audit, which keeps what was answered.")
                .takes(&[&id, &key]).gives(202, "Taken in and kept", Some(inputs::json_of(&accepted)))
                .refuses(&[400, 404, 409, 422]).done(),
        },
        "/api/v1/audits/{id}/events": {
            "get": of("events", "Follow an audit").says("Server-sent events. Last-Event-ID, or after, resumes with \
                nothing lost or doubled, also after a restart.").takes(&[&id, &inputs::after(), &inputs::last_event_id()])
                .gives(200, "The events", Some(stream)).gives(204, "Nothing more will come", None)
                .refuses(&[400, 404, 409]).done(),
        },
        "/api/v1/boq": {
            "post": of("boq", "Read a bill of quantities").body(&inputs::file())
                .gives(200, "Its positions", Some(inputs::json_of(&inputs::reference("Bill"))))
                .refuses(&[400, 408, 413, 415, 422]).done(),
        },
        "/api/v1/usage": {
            "get": of("usage", "Requests, tokens and money by day and provider").takes(&inputs::days().iter().collect::<Vec<_>>())
                .gives(200, "The sums", Some(inputs::json_of(&used))).refuses(&[400]).done(),
        },
        "/api/v1/session": {
            "get": of("session", "Whether a token is needed").public()
                .gives(200, "The session", Some(inputs::json_of(&session))).done(),
            "post": of("sign_in", "Sign a browser in").public().body(&inputs::json_of(&sign_in))
                .gives(204, "A cookie carries the token from now on", None).refuses(&[400, 401, 408, 413, 415, 422]).done(),
            "delete": of("sign_out", "Sign a browser out").public().gives(204, "The cookie is gone", None).done(),
        },
    });
    if let Some(paths) = paths.as_object_mut() {
        paths.extend(reports);
        paths.extend(for_the_page(&operations, schemas));
    }
    paths
}

/// What the page asks beside the rest.
fn for_the_page(operations: &Operations, schemas: &mut Schemas) -> [(String, Value); 2] {
    let (about, asked) = (schemas.of::<About>(), schemas.of::<Asked>());
    let brief = operations.named("brief", "What was asked").takes(&[&inputs::id()]);
    let brief = brief.gives(200, "The brief", Some(inputs::json_of(&asked))).refuses(&[404]).done();
    let able = operations.named("about", "What this service can do");
    let able = able.gives(200, "Who may answer, and what may be used", Some(inputs::json_of(&about))).done();
    [
        ("/api/v1/audits/{id}/brief".to_owned(), json!({ "get": brief })),
        ("/api/v1/about".to_owned(), json!({ "get": able })),
    ]
}

/// Makes operations that share the same refusals.
struct Operations {
    problem: Value,
    secured: bool,
}

/// One operation while it is described.
struct Operation<'a> {
    all: &'a Operations,
    value: Map<String, Value>,
    responses: Map<String, Value>,
    public: bool,
}

impl Operations {
    fn named(&self, id: &str, summary: &str) -> Operation<'_> {
        let mut value = Map::new();
        value.insert("operationId".to_owned(), id.into());
        value.insert("summary".to_owned(), summary.into());
        Operation { all: self, value, responses: Map::new(), public: false }
    }
}

impl Operation<'_> {
    fn says(mut self, description: &str) -> Self {
        self.value.insert("description".to_owned(), description.into());
        self
    }

    fn public(mut self) -> Self {
        self.value.insert("security".to_owned(), json!([]));
        self.public = true;
        self
    }

    fn takes(mut self, parameters: &[&Value]) -> Self {
        self.value.insert("parameters".to_owned(), json!(parameters));
        self
    }

    fn body(mut self, content: &Value) -> Self {
        self.value.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
        self
    }

    fn gives(mut self, status: u16, meaning: &str, content: Option<Value>) -> Self {
        let mut response = json!({ "description": meaning });
        if let (Some(response), Some(content)) = (response.as_object_mut(), content) {
            response.insert("content".to_owned(), content);
        }
        self.responses.insert(status.to_string(), response);
        self
    }

    fn refuses(mut self, statuses: &[u16]) -> Self {
        for status in statuses {
            let meaning =
                axum::http::StatusCode::from_u16(*status).ok().and_then(|status| status.canonical_reason());
            let content = json!({ PROBLEM: { "schema": self.all.problem } });
            self = self.gives(*status, meaning.unwrap_or("Refused"), Some(content));
        }
        self
    }

    fn done(self) -> Value {
        let secured = self.all.secured && !self.public;
        let operation = self.refuses(if secured { &[401, 403, 429, 503] } else { &[403, 429, 503] });
        let mut value = operation.value;
        value.insert("responses".to_owned(), operation.responses.into());
        value.into()
    }
}
