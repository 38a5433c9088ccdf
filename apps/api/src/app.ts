import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { demoRoutes } from './demo/routes.js';
import { demoShopRoutes } from './demo/shop-routes.js';
import type { ApiDeps } from './deps.js';
import { serveEditor } from './http/editor-files.js';
import { readJsonBodies } from './http/json-body.js';
import { sayFaultsInWords } from './http/faults-in-words.js';
import { answerWithProblems } from './http/problems.js';
import { guardApi } from './http/security.js';
import { intakeRoutes } from './intake/routes.js';
import { nodeTypeRoutes } from './node-types/routes.js';
import { peopleJobRoutes } from './people/job-routes.js';
import { correctionRoute } from './people/correction-route.js';
import { personRoutes } from './people/person-routes.js';
import { tagRoutes } from './people/tag-routes.js';
import { linkRoutes } from './recipient/link-routes.js';
import { recipientPageRoutes } from './recipient/page-routes.js';
import { analyticsRoutes } from './routes/analytics.js';
import { signUpFormRoutes } from './sign-up/form-routes.js';
import { campaignRoutes } from './routes/campaigns.js';
import { carrierRoutes } from './routes/carrier.js';
import { decisionRoutes } from './routes/decisions.js';
import { connectionRoutes } from './routes/connections.js';
import { changeRoutes } from './routes/changes.js';
import { couponRoutes } from './routes/coupons.js';
import { eventRoutes } from './routes/events.js';
import { forecastRoutes } from './routes/forecast.js';
import { figureRoutes } from './routes/figures.js';
import { firstStepsRoutes, noticeLooks } from './routes/first-steps.js';
import { goLiveRoutes, noticeAddress } from './routes/go-live.js';
import { keyRoutes } from './routes/keys.js';
import { houseRoutes } from './routes/house.js';
import { integrationRoutes } from './routes/integrations.js';
import { journeyRoutes } from './routes/journeys.js';
import { liveRoutes } from './routes/live.js';
import { liveEditRoutes } from './routes/live-edits.js';
import { loyaltyRoutes } from './routes/loyalty.js';
import { peopleRoutes } from './routes/people.js';
import { phoneRoutes } from './routes/phone.js';
import { presenceRoutes } from './routes/presence.js';
import { runRoutes } from './routes/runs.js';
import { searchRoutes } from './routes/search.js';
import { segmentRoutes } from './routes/segments.js';
import { signUpFormSettingsRoutes } from './routes/sign-up-forms.js';
import { simulateRoutes } from './routes/simulate.js';
import { backtestRoutes } from './routes/backtest.js';
import { stepRoutes } from './routes/steps.js';
import { conversationRoutes } from './routes/conversations.js';
import { messageRoutes } from './routes/messages.js';
import { composerRoutes } from './routes/composer.js';
import { teamRoutes } from './routes/team.js';
import { templateRoutes } from './routes/templates.js';
import { textSettingsRoutes } from './routes/text-settings.js';
import { textingRoutes } from './routes/texting.js';
import { waitlistRoutes } from './routes/waitlist.js';
import { askRoutes } from './storefront/ask-routes.js';
import { snippetRoutes } from './storefront/snippet-routes.js';
import { mappedWebhooks } from './webhooks/mapped-webhooks.js';
import { plivoWebhooks } from './webhooks/plivo.js';
import { shopifyWebhooks } from './webhooks/shopify.js';
import { wooCommerceWebhooks } from './webhooks/woocommerce.js';

const BODY_LIMIT = 2 * 1024 * 1024;

/** Builds the server from its parts; it neither reads the environment nor listens. */
export async function buildApp(deps: ApiDeps, options: FastifyServerOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    trustProxy: deps.config.SIGNALBOX_TRUST_PROXY,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
    ...options,
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  sayFaultsInWords();
  answerWithProblems(app);
  readJsonBodies(app);

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sets sizes and colours as styles of elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: deps.config.PUBLIC_URL.startsWith('https:'),
  });
  await app.register(formbody);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Signalbox',
        version: '0.1.0',
        description: 'SMS customer journeys: draw, publish, follow.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          writeKey: { type: 'http', scheme: 'basic' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  app.get('/openapi.json', { schema: { hide: true } as object }, async () => app.swagger());

  await guardApi(app, deps);
  // After the list of changes has read what was made. The editor's files are gzipped as they are built.
  await app.register(compress, {
    ...{ encodings: ['gzip'], threshold: 2_048, customTypes: /^application\/json/ },
    // Bodies are taken as they are sent: signatures are of those very bytes.
    globalDecompression: false,
  });
  noticeAddress(app, deps);
  noticeLooks(app, deps);
  await app.register(houseRoutes(deps));
  await app.register(figureRoutes(deps));
  await app.register(analyticsRoutes(deps));
  await app.register(firstStepsRoutes(deps));
  await app.register(goLiveRoutes(deps));
  await app.register(keyRoutes(deps));
  await app.register(teamRoutes(deps));
  await app.register(changeRoutes(deps));
  await app.register(nodeTypeRoutes(deps));
  await app.register(connectionRoutes(deps));
  await app.register(couponRoutes(deps));
  await app.register(journeyRoutes(deps));
  await app.register(campaignRoutes(deps));
  await app.register(liveEditRoutes(deps));
  await app.register(peopleRoutes(deps));
  await app.register(eventRoutes(deps));
  await app.register(runRoutes(deps));
  await app.register(personRoutes(deps));
  await app.register(correctionRoute(deps));
  await app.register(tagRoutes(deps));
  await app.register(peopleJobRoutes(deps));
  await app.register(phoneRoutes(deps));
  await app.register(forecastRoutes(deps));
  await app.register(presenceRoutes(deps));
  await app.register(searchRoutes(deps));
  await app.register(segmentRoutes(deps));
  await app.register(simulateRoutes(deps));
  await app.register(backtestRoutes(deps));
  await app.register(textingRoutes(deps));
  await app.register(carrierRoutes(deps));
  await app.register(decisionRoutes(deps));
  await app.register(templateRoutes(deps));
  await app.register(textSettingsRoutes(deps));
  await app.register(composerRoutes(deps));
  await app.register(conversationRoutes(deps));
  await app.register(messageRoutes(deps));
  await app.register(stepRoutes(deps));
  await app.register(liveRoutes(deps));
  await app.register(demoRoutes(deps));
  await app.register(demoShopRoutes(deps));
  await app.register(intakeRoutes(deps));
  await app.register(integrationRoutes(deps));
  await app.register(loyaltyRoutes(deps));
  await app.register(mappedWebhooks(deps));
  await app.register(shopifyWebhooks(deps));
  await app.register(wooCommerceWebhooks(deps));
  await app.register(plivoWebhooks(deps));
  await app.register(linkRoutes(deps));
  await app.register(snippetRoutes(deps));
  await app.register(askRoutes(deps));
  await app.register(waitlistRoutes(deps));
  await app.register(recipientPageRoutes(deps));
  await app.register(signUpFormRoutes(deps));
  await app.register(signUpFormSettingsRoutes(deps));
  await serveEditor(app, deps.config.EDITOR_DIST);
  return app;
}
