// A real small model behind OpenAI's chat-completions protocol: streaming, with the schema enforced by a grammar.
// Usage: node server.mjs MODEL.gguf [PORT]. For trying Dozor against a true token stream; its answers mean nothing.

import { createServer } from 'node:http';
import { getLlama, LlamaChatSession } from 'node-llama-cpp';

const [modelPath, port = '8110'] = process.argv.slice(2);
const model_id = 'smollm2-135m-instruct';
const llama = await getLlama({ gpu: false, build: 'never' });
const model = await llama.loadModel({ modelPath });
// Two sequences: both queries of an audit run at the same time. One thread, because waiting threads spin.
const context = await model.createContext({ contextSize: 8192, sequences: 2, threads: 1 });

async function complete(request, response, signal) {
  const { messages, response_format, temperature, max_tokens, max_completion_tokens } = request;
  const system = messages.find((message) => message.role === 'system')?.content ?? '';
  const user = messages.filter((message) => message.role === 'user').map((message) => message.content).join('\n');
  const schema = response_format?.json_schema?.schema;
  const grammar = schema ? await llama.createGrammarForJsonSchema(schema) : undefined;
  const sequence = context.getSequence();
  try {
    const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: system });
    const send = (choices, usage) => {
      const chunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', model: model_id, choices, usage };
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const { stopReason } = await session.promptWithMeta(user, {
      grammar,
      temperature,
      signal,
      stopOnAbortSignal: true,
      maxTokens: max_completion_tokens ?? max_tokens,
      // A small model repeats itself until its limit; a grammar cannot forbid that.
      repeatPenalty: { penalty: 1.2, lastTokens: 64 },
      onTextChunk: (content) => send([{ index: 0, delta: { content }, finish_reason: null }]),
    });
    send([{ index: 0, delta: {}, finish_reason: stopReason === 'maxTokens' ? 'length' : 'stop' }]);
    const { usedInputTokens, usedOutputTokens } = sequence.tokenMeter;
    send([], {
      prompt_tokens: usedInputTokens,
      completion_tokens: usedOutputTokens,
      total_tokens: usedInputTokens + usedOutputTokens,
    });
    response.end('data: [DONE]\n\n');
  } finally {
    sequence.dispose();
  }
}

function refuse(response, status, error) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: String(error?.message ?? error), type: 'invalid_request_error' } }));
}

createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return refuse(response, 404, 'no such route');
  const cancelled = new AbortController();
  response.on('close', () => cancelled.abort());
  try {
    const parts = [];
    for await (const part of request) parts.push(part);
    await complete(JSON.parse(Buffer.concat(parts).toString('utf8')), response, cancelled.signal);
  } catch (error) {
    refuse(response, 400, error);
  }
}).listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/v1 ${model_id}`));
