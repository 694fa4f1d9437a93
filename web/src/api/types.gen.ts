// Made by `npm run types` out of the server's OpenAPI document. Never edited.

export interface paths {
    "/api/v1/multi-role/ask-stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A brief in, its events out
         * @description The client leaving cancels the audit; with an Idempotency-Key it lives on for 30 s and the same key follows it.
         */
        post: operations["ask_stream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Audits, the newest first */
        get: operations["list"];
        put?: never;
        /**
         * Start an audit, or several
         * @description It runs on whether anybody watches or not.
         */
        post: operations["submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An audit and how far it is */
        get: operations["show"];
        put?: never;
        post?: never;
        /**
         * Erase an audit
         * @description Its brief, its events and its key; a running one stops.
         */
        delete: operations["erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an audit */
        post: operations["cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask again what failed or was cut
         * @description A new audit, which keeps what was answered.
         */
        post: operations["retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an audit
         * @description Server-sent events. Last-Event-ID, or after, resumes with nothing lost or doubled, also after a restart.
         */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boq": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a bill of quantities */
        post: operations["boq"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests, tokens and money by day and provider */
        get: operations["usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a token is needed */
        get: operations["session"];
        put?: never;
        /** Sign a browser in */
        post: operations["sign_in"];
        /** Sign a browser out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}/report.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A completed audit as a file */
        get: operations["report_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}/report.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A completed audit as a file */
        get: operations["report_txt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audits/{id}/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked */
        get: operations["brief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this service can do */
        get: operations["about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The body of a refusal. */
        Problem: {
            /** @description Stable name of the problem, as a URN. */
            type: string;
            /** @description The status in words. */
            title: string;
            /**
             * Format: uint16
             * @description The HTTP status.
             */
            status: number;
            /** @description What is wrong here, and what to do. */
            detail: string;
        };
        /** @description An audit that was taken in. */
        Accepted: {
            /**
             * Format: uuid
             * @description Its id.
             */
            audit_id: string;
        };
        /** @description Several audits that were taken in. */
        AcceptedAll: {
            /** @description In the order of the briefs. */
            audits: components["schemas"]["Accepted"][];
        };
        /** @description A page of audits. */
        Audits: {
            /** @description The newest first. */
            audits: components["schemas"]["Summary"][];
            /** @description Give it as `cursor` to get older ones; `null` where there are none. */
            next_cursor: string | null;
        };
        /** @description An audit in short. */
        Summary: {
            /**
             * Format: uuid
             * @description Its id.
             */
            audit_id: string;
            /** @description Whose audit it is. */
            tenant: string;
            /** @description How far it is. */
            state: "waiting" | "running" | "completed" | "failed" | "cancelled";
            /** @description The beginning of its description. */
            description: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            submitted_at: string;
            /** @description When its last event happened. */
            ended_at: string | null;
            /** @description The audit's mark, where there is an audit. */
            mark: components["schemas"]["Mark"] | null;
            /** @description What its queries cost in USD; `null` where that is not known. */
            cost_usd: number | null;
            /**
             * Format: uint64
             * @description Number of its last event so far; 0 where nothing has happened.
             */
            last_event: number;
            /** @description The audit of which this one asks what failed or was cut. */
            retry_of: string | null;
        };
        /** @description The mark of an audit, from fine to grave. */
        Mark: "✅" | "⚠️" | "❌" | "🚨";
        /** @description An audit and how far it is. */
        Shown: {
            /**
             * Format: uuid
             * @description Its id.
             */
            audit_id: string;
            /** @description Whose audit it is. */
            tenant: string;
            /** @description How far it is. */
            state: "waiting" | "running" | "completed" | "failed" | "cancelled";
            /** @description The beginning of its description. */
            description: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            submitted_at: string;
            /** @description When its last event happened. */
            ended_at: string | null;
            /** @description The audit's mark, where there is an audit. */
            mark: components["schemas"]["Mark"] | null;
            /** @description What its queries cost in USD; `null` where that is not known. */
            cost_usd: number | null;
            /**
             * Format: uint64
             * @description Number of its last event so far; 0 where nothing has happened.
             */
            last_event: number;
            /** @description The audit of which this one asks what failed or was cut. */
            retry_of: string | null;
            /** @description The audit itself, once it is complete. */
            audit: components["schemas"]["Audit"] | null;
            /** @description Why it failed, where it failed. */
            error: components["schemas"]["Failure"] | null;
        };
        /** @description The whole audit. Sections without content are `null` or `[]`. */
        Audit: {
            /** @description Identifier of the run. */
            audit_id: string;
            /** @description Whose limits decided. */
            profile: components["schemas"]["Profile"];
            /** @description Mark and label. */
            status: components["schemas"]["Status"];
            /** @description What the project is. */
            project_summary: components["schemas"]["ProjectSummarySection"] | null;
            /** @description Exposure classes of the governing element. */
            exposure_analysis: components["schemas"]["ExposureAnalysis"] | null;
            /** @description How the structure carries its loads. */
            structural_analysis: components["schemas"]["StructuralAnalysis"] | null;
            /** @description What the environment asks of the concrete. */
            durability_analysis: components["schemas"]["DurabilityAnalysis"] | null;
            /** @description The concrete to order for the governing element. */
            final_specification: components["schemas"]["FinalSpecification"] | null;
            /** @description Main materials. */
            materials_breakdown: components["schemas"]["MaterialsBreakdown"] | null;
            /** @description Costs. */
            cost_summary: components["schemas"]["CostSummary"] | null;
            /** @description Ways to the same end for less. */
            value_engineering: {
                /**
                 * @description What to do differently.
                 * @default
                 */
                proposal: string;
                /**
                 * @description CZK without VAT; `null` where it cannot be told.
                 * @default null
                 */
                saving_czk: number | null;
                /**
                 * @description What it means for quality, time or risk.
                 * @default
                 */
                impact: string;
            }[];
            /** @description OTSKP codes. */
            otskp_codes: {
                /**
                 * @description Five or six characters.
                 * @default
                 */
                code: string;
                /**
                 * @description What the code stands for.
                 * @default
                 */
                item: string;
                /**
                 * @description Unit of the item.
                 * @default
                 */
                unit: string;
            }[];
            /** @description The verdict. */
            compliance_status: components["schemas"]["ComplianceStatus"];
            /** @description Standards cited or applying. */
            standards_checked: {
                /** @description Designation, such as `ČSN EN 206+A2`. */
                standard: string;
                /**
                 * @description Whether it may be designed to today.
                 * @default unknown
                 */
                status: "current" | "superseded" | "withdrawn" | "foreign" | "unknown";
                /**
                 * @description What it decides here, or what replaces it.
                 * @default
                 */
                note: string;
            }[];
            /** @description Required against found. */
            compliance_checks: {
                /**
                 * @description What they are about, such as `durability`.
                 * @default
                 */
                category: string;
                /**
                 * @description The checks.
                 * @default []
                 */
                items: {
                    /** @description What is checked. */
                    check: string;
                    /**
                     * @description The requirement.
                     * @default
                     */
                    required: string;
                    /**
                     * @description What the documents give.
                     * @default
                     */
                    found: string;
                    /** @description The result. */
                    status: "PASS" | "FAIL" | "UNKNOWN";
                    /**
                     * @description Which standard asks for it.
                     * @default
                     */
                    standard: string;
                    /**
                     * @description Clause or table.
                     * @default
                     */
                    clause: string;
                    /**
                     * @description The rule engine's code; never a model's.
                     * @default null
                     */
                    code: string | null;
                }[];
            }[];
            /** @description Risks, gravest first. */
            risks_identified: {
                /**
                 * @description Number within the audit, such as `R1`.
                 * @default
                 */
                id: string;
                /** @description How grave. */
                severity: "low" | "medium" | "high" | "critical";
                /**
                 * @description `safety`, `durability`, `cost`, `time`, `documents` ...
                 * @default
                 */
                category: string;
                /** @description In a few words. */
                title: string;
                /**
                 * @description What was found, and where.
                 * @default
                 */
                description: string;
                /**
                 * @description What follows if nothing is done.
                 * @default
                 */
                impact: string;
                /**
                 * @description What to do.
                 * @default
                 */
                recommendation: string;
                /**
                 * @description What that takes.
                 * @default
                 */
                estimated_effort: string;
                /**
                 * @description Whether work may go on before it is settled.
                 * @default false
                 */
                can_proceed: boolean;
                /**
                 * @description The rule engine's code; never a model's.
                 * @default null
                 */
                code: string | null;
            }[];
            /** @description Faults of the documents, gravest first. */
            document_issues: {
                /**
                 * @description What kind of fault, such as `contradiction`, `quantity`, `missing`.
                 * @default
                 */
                type: string;
                /** @description How grave. */
                severity: "low" | "medium" | "high" | "critical";
                /**
                 * @description Where it stands: field, position, row.
                 * @default
                 */
                location: string;
                /**
                 * @description What is wrong.
                 * @default
                 */
                description: string;
                /**
                 * @description What follows.
                 * @default
                 */
                impact: string;
                /**
                 * @description What to do.
                 * @default
                 */
                recommendation: string;
                /**
                 * @description The rule engine's code; never a model's.
                 * @default null
                 */
                code: string | null;
            }[];
            /** @description Questions to ask, most urgent first. */
            rfi_items: {
                /**
                 * @description Number within the audit, such as `Q1`.
                 * @default
                 */
                id: string;
                /** @description How urgent. */
                priority: "low" | "medium" | "high" | "critical";
                /**
                 * @description Who can answer: designer, geologist, owner ...
                 * @default
                 */
                to: string;
                /** @description The question. */
                question: string;
                /**
                 * @description What the answer decides.
                 * @default
                 */
                needed_for: string;
                /**
                 * @description By when.
                 * @default
                 */
                deadline: string;
                /**
                 * @description The rule engine's code; never a model's.
                 * @default null
                 */
                code: string | null;
            }[];
            /** @description What to do. */
            recommendations: {
                /** @description How strongly it is meant. */
                priority: "must" | "should" | "consider";
                /** @description What to do. */
                item: string;
                /**
                 * @description Why.
                 * @default
                 */
                reason: string;
                /**
                 * @description What it takes.
                 * @default
                 */
                effort: string;
            }[];
            /** @description Warnings. */
            warnings: {
                /** @description How grave. */
                level: "low" | "medium" | "high" | "critical";
                /**
                 * @description What it is about, such as `query`, `input`, `cost`.
                 * @default
                 */
                category: string;
                /** @description What happened. */
                message: string;
                /**
                 * @description What to do about it.
                 * @default
                 */
                recommendation: string;
            }[];
            /** @description What was assumed. */
            assumptions: string[];
            /**
             * Format: double
             * @description From 0 to 1.
             */
            confidence: number;
            /** @description Each structural element that the rule engine found. */
            elements: components["schemas"]["Element"][];
            /** @description A model's claims held against the rules; empty when the rules answered alone. */
            verification: components["schemas"]["Verification"][];
            /** @description How much could be checked. */
            coverage: components["schemas"]["Coverage"];
            /** @description Who made each section. */
            provenance: {
                [key: string]: string;
            };
            /** @description What the audit was made with. */
            versions: components["schemas"]["Versions"];
            /** @description Times, tokens and money. */
            performance: components["schemas"]["Performance"];
            /**
             * Format: double
             * @description Total time in seconds.
             */
            execution_time_seconds: number;
            /** @description When the audit was finished. */
            created_at: string;
            /** @description Language of the texts. */
            lang: components["schemas"]["Lang"];
            /** @description What an audit by a program is and is not. */
            disclaimer: string;
        };
        /** @description Whose limiting values of concrete the audit judges by. */
        Profile: "csn" | "csn100" | "en206" | "stavagent";
        /** @description The mark with a label that says how much was checked. */
        Status: {
            /** @description The mark. */
            mark: components["schemas"]["Mark"];
            /** @description What the mark means here, in the audit's language. */
            label: string;
        };
        /** @description The summary, or the contract's literal where the comprehensive query failed. */
        ProjectSummarySection: {
            /** @description Always `Comprehensive analysis failed`. */
            error: string;
        } | components["schemas"]["ProjectSummary"];
        /** @description What the project is, in a few words. */
        ProjectSummary: {
            /**
             * @description Short name of the project.
             * @default
             */
            title: string;
            /**
             * @description Kind of structure, such as `strip foundation` or `road bridge`.
             * @default
             */
            structure_type: string;
            /**
             * @description One to three sentences.
             * @default
             */
            summary: string;
        };
        /** @description The exposure classes of the governing element to EN 206 Table 1 (XM: ČSN P 73 2404). */
        ExposureAnalysis: {
            /**
             * @description `certain` and `assumed` together, in the order X0 XC XD XS XF XA XM.
             * @default []
             */
            exposure_classes: string[];
            /**
             * @description Classes that follow from the text or are specified in it.
             * @default []
             */
            certain: {
                /**
                 * @description Exposure class, such as `XC4`.
                 * @default
                 */
                class: string;
                /**
                 * @description Why it applies here.
                 * @default
                 */
                reason: string;
            }[];
            /**
             * @description Classes that are assumed and must be confirmed.
             * @default []
             */
            assumed: {
                /**
                 * @description Exposure class, such as `XC4`.
                 * @default
                 */
                class: string;
                /**
                 * @description Why it applies here.
                 * @default
                 */
                reason: string;
            }[];
        };
        /** @description How the structure carries its loads, and the concrete that it needs for that. */
        StructuralAnalysis: {
            /**
             * @description The structural system.
             * @default
             */
            system: string;
            /**
             * @description Actions that govern, with values where they are given.
             * @default []
             */
            actions: string[];
            /**
             * @description Strength class needed for resistance; `null` where the brief does not let it be told.
             * @default null
             */
            required_concrete_class: string | null;
            /**
             * @description What else matters, such as missing calculations.
             * @default []
             */
            notes: string[];
        };
        /** @description What the environment asks of the concrete. */
        DurabilityAnalysis: {
            /**
             * Format: uint32
             * @description Design working life.
             * @default null
             */
            design_life_years: number | null;
            /**
             * @description Strength class needed for durability.
             * @default null
             */
            required_concrete_class: string | null;
            /**
             * @description Measures beyond the mix: coating, drainage, curing, sulfate-resisting cement.
             * @default []
             */
            measures: string[];
        };
        /** @description The specification of the governing element's concrete, in the audit's profile. */
        FinalSpecification: {
            /**
             * @description The element that governs.
             * @default
             */
            element: string;
            /**
             * @description The strictest strength class required, for certain and assumed exposure classes together.
             * @default null
             */
            concrete_class: string | null;
            /**
             * @description Exposure classes of the element.
             * @default []
             */
            exposure_classes: string[];
            /**
             * @description Highest water/cement ratio.
             * @default null
             */
            w_c_ratio: number | null;
            /**
             * @description Least cement content.
             * @default null
             */
            min_cement_kg_m3: number | null;
            /**
             * @description Least air content of fresh concrete; `null` where none is required.
             * @default null
             */
            air_content_percent: number | null;
            /**
             * @description Nominal cover of the outermost reinforcement.
             * @default null
             */
            cover_mm: number | null;
            /**
             * @description Whether sulfate-resisting cement (EN 197-1 SR types) is required.
             * @default null
             */
            sulfate_resisting_cement: boolean | null;
            /**
             * @description Which requirement decides each value, with its clause.
             * @default []
             */
            reasons: string[];
            /**
             * @description Whether every limit behind the values was checked against the standard or two independent readings.
             * @default null
             */
            limits_verified: boolean | null;
        };
        /** @description Concrete, reinforcement and formwork of the audited structure. Prices are CZK without VAT. */
        MaterialsBreakdown: {
            /**
             * @description Concrete; `null` where no volume is known.
             * @default null
             */
            concrete: {
                /**
                 * @description Strength class that the price is for.
                 * @default null
                 */
                concrete_class: string | null;
                /**
                 * @description Net volume.
                 * @default null
                 */
                volume_m3: number | null;
                /**
                 * @description CZK per m³.
                 * @default null
                 */
                unit_price_czk: number | null;
                /**
                 * @description CZK.
                 * @default null
                 */
                total_czk: number | null;
                /**
                 * @description Where quantity and price come from.
                 * @default
                 */
                basis: string;
            } | null;
            /**
             * @description Reinforcement; `null` where no mass is known.
             * @default null
             */
            reinforcement: {
                /**
                 * @description Mass.
                 * @default null
                 */
                total_tonnes: number | null;
                /**
                 * @description CZK per tonne.
                 * @default null
                 */
                unit_price_czk: number | null;
                /**
                 * @description CZK.
                 * @default null
                 */
                total_czk: number | null;
                /**
                 * @description Where quantity and price come from.
                 * @default
                 */
                basis: string;
            } | null;
            /**
             * @description Formwork; `null` where no area is known.
             * @default null
             */
            formwork: {
                /**
                 * @description Contact area.
                 * @default null
                 */
                area_m2: number | null;
                /**
                 * @description CZK per m².
                 * @default null
                 */
                unit_price_czk: number | null;
                /**
                 * @description CZK.
                 * @default null
                 */
                total_czk: number | null;
                /**
                 * @description Where quantity and price come from.
                 * @default
                 */
                basis: string;
            } | null;
        };
        /** @description Cost in CZK. Subtotal = direct + indirect + profit + site; total = subtotal + VAT; sums hold to the heller. */
        CostSummary: {
            /**
             * @description Direct costs; of a priced bill the sum of its positions without site costs.
             * @default null
             */
            direct_costs_czk: number | null;
            /**
             * @description Indirect costs; 0 for a priced bill, whose prices hold them.
             * @default null
             */
            indirect_costs_czk: number | null;
            /**
             * @description Profit; 0 for a priced bill, whose prices hold it.
             * @default null
             */
            profit_czk: number | null;
            /**
             * @description Site costs of a priced bill (VRN), apart from its direct costs.
             * @default null
             */
            site_costs_czk: number | null;
            /**
             * @description Without VAT.
             * @default null
             */
            subtotal_excl_vat_czk: number | null;
            /**
             * @description As a fraction: 0.21.
             * @default null
             */
            vat_rate: number | null;
            /**
             * @description Whether the rate was given or assumed.
             * @default false
             */
            vat_rate_assumed: boolean;
            /**
             * @description VAT.
             * @default null
             */
            vat_czk: number | null;
            /**
             * @description With VAT.
             * @default null
             */
            total_incl_vat_czk: number | null;
            /**
             * @description Subtotal per m³ of concrete; `null` where no volume is known.
             * @default null
             */
            cost_per_m3_concrete_czk: number | null;
            /**
             * @description Which prices, of which date, and what they do not hold.
             * @default
             */
            price_basis: string;
        };
        /** @description The verdict. */
        ComplianceStatus: {
            /** @description The worse of the model's and the rules' verdict. */
            overall: "COMPLIANT" | "CONDITIONAL" | "UNKNOWN" | "NON_COMPLIANT";
            /**
             * @description Why, in one or two sentences.
             * @default
             */
            summary: string;
            /**
             * @description A model's `NON_COMPLIANT` of which every failed check is contradicted by a rule.
             * @default false
             */
            disputed: boolean;
        };
        /** @description A structural element found in the brief. */
        Element: {
            /** @description What it is, such as `strip footing`. */
            name: string;
            /** @description Where it was read: a field, a position, a row. */
            where: string;
            /** @description Quantities computed from its dimensions or read from its positions. */
            quantities: components["schemas"]["Quantities"];
            /** @description Certain and assumed exposure classes, in the contract's order. */
            exposure_classes: string[];
            /** @description What its concrete must be; `null` for an element without a requirement of its own. */
            required: components["schemas"]["FinalSpecification"] | null;
            /** @description The element's verdict. */
            verdict: "COMPLIANT" | "CONDITIONAL" | "UNKNOWN" | "NON_COMPLIANT";
        };
        /** @description Quantities of an element; `null` where not known. */
        Quantities: {
            /** @description Concrete. */
            volume_m3: number | null;
            /** @description Plan area. */
            area_m2: number | null;
            /** @description Length. */
            length_m: number | null;
            /** @description Contact area of formwork. */
            formwork_m2: number | null;
            /** @description Reinforcement. */
            reinforcement_t: number | null;
        };
        /** @description One claim of a model, held against a rule or arithmetic. */
        Verification: {
            /** @description Number within the audit, such as `V1`. */
            id: string;
            /** @description What the claim is about, as a path into the audit: `final_specification.concrete_class`. */
            subject: string;
            /** @description What the model said. */
            claimed: string;
            /** @description What the rule or the sum gives. */
            expected: string;
            /** @description The result of the check. */
            verdict: components["schemas"]["Verdict"];
            /** @description How grave a contradiction is; `low` for a confirmed claim. */
            severity: "low" | "medium" | "high" | "critical";
            /** @description Which text decides. */
            source: components["schemas"]["Source"];
            /** @description One sentence for a person, in the audit's language. */
            note: string;
        };
        /** @description The result of checking a claim. */
        Verdict: "confirmed" | "contradicted" | "unverifiable";
        /** @description The text that decides a claim or a check. */
        Source: {
            /** @description Standard, or `arithmetic`. */
            standard: string;
            /** @description Clause or table; empty for arithmetic. */
            clause: string;
            /** @description Whether the figure was checked against the standard or two independent readings of it. */
            verified: boolean;
        };
        /** @description How much of the brief was checked. */
        Coverage: {
            /** @description Structural elements. */
            elements: components["schemas"]["Share"];
            /** @description Positions of the bill. */
            positions: components["schemas"]["Share"];
            /** @description Single checks; those with the status `UNKNOWN` count as not checked. */
            checks: components["schemas"]["Share"];
        };
        /** @description A part of a whole. */
        Share: {
            /**
             * Format: uint32
             * @description How many there are.
             */
            total: number;
            /**
             * Format: uint32
             * @description How many were checked.
             */
            checked: number;
        };
        /** @description What an audit was made with, so that it can be repeated. */
        Versions: {
            /** @description The rule engine. */
            rules: string;
            /** @description The tables of the standards. */
            standards: string;
            /** @description The price set. */
            prices: string;
            /** @description The prompts. */
            prompts: string;
            /** @description Model of each query by its id; `rules` where none was asked. */
            models: {
                [key: string]: string;
            };
        };
        /** @description Times, tokens and money of one audit. All times are milliseconds with fractions. */
        Performance: {
            /**
             * Format: double
             * @description From the accepted brief to the merged audit.
             */
            total_time_ms: number;
            /** @description Time of each query by its id, retries and failures included. */
            query_times: {
                [key: string]: number;
            };
            /**
             * Format: double
             * @description Sum of the query times over the total × 100: 100 is sequential, 200 perfect for two queries, below 100
             *     overhead. `null` where the rules answered.
             */
            parallel_efficiency: number | null;
            /**
             * Format: uint64
             * @description Input and output tokens of all queries.
             */
            tokens_total: number;
            /**
             * Format: uint32
             * @description Queries started.
             */
            queries_executed: number;
            /**
             * Format: uint32
             * @description Queries that gave at least one section.
             */
            queries_successful: number;
            /**
             * Format: uint32
             * @description Queries that gave none.
             */
            queries_failed: number;
            /**
             * Format: double
             * @description The total less the slowest chain of queries: what Dozor itself adds.
             */
            overhead_ms: number;
            /** @description Money for all queries. */
            cost: components["schemas"]["Cost"];
            /** @description Each query by its id. */
            queries: {
                [key: string]: components["schemas"]["QueryPerformance"];
            };
        };
        /** @description An amount of money; `null` where a price is not known, never 0 in its place. */
        Cost: {
            /** @description ISO 4217 code of the currency. */
            currency: string;
            /** @description The amount. */
            amount: number | null;
        };
        /** @description One query's share. */
        QueryPerformance: {
            /** @description Who answered: a provider's name or `rules`. */
            provider: string;
            /** @description The model; `null` where the rules answered. */
            model: string | null;
            /**
             * Format: double
             * @description From its start to its end, waiting and retries included.
             */
            time_ms: number;
            /**
             * Format: double
             * @description To the first piece of content of the answer that was used.
             */
            time_to_first_token_ms: number | null;
            /**
             * Format: uint32
             * @description How many times it was asked.
             */
            attempts: number;
            /**
             * Format: uint64
             * @description Input tokens of all attempts, cached ones included.
             */
            tokens_input: number;
            /**
             * Format: uint64
             * @description Output tokens of all attempts.
             */
            tokens_output: number;
            /**
             * Format: uint64
             * @description Input tokens read from a provider's cache.
             */
            tokens_cached: number;
            /** @description Whether any of the counts is an estimate (4 characters per token) and not the provider's own. */
            tokens_estimated: boolean;
            /** @description How it ended. */
            outcome: components["schemas"]["Outcome"];
            /** @description Why it failed or was cut. */
            error: string | null;
        };
        /** @description How a query ended. */
        Outcome: "complete" | "partial" | "failed";
        /** @description The language of what people read. Names of fields and codes stay English. */
        Lang: "en" | "cs";
        /** @description Why an audit failed. */
        Failure: {
            /** @description Stable name. */
            code: string;
            /** @description What happened. */
            message: string;
            /** @description Each cause. */
            causes: string[];
        };
        /** @description Usage by day and provider. */
        Used: {
            /** @description Sums, by day and provider. */
            usage: components["schemas"]["Usage"][];
        };
        /** @description A sum of what was used. */
        Usage: {
            /** @description Whose. */
            tenant: string;
            /**
             * Format: date
             * @description The day, in UTC.
             */
            day: string;
            /** @description Who was asked. */
            provider: string;
            /**
             * Format: uint64
             * @description Requests to it.
             */
            requests: number;
            /**
             * Format: uint64
             * @description Input tokens, cached ones included.
             */
            tokens_input: number;
            /**
             * Format: uint64
             * @description Output tokens.
             */
            tokens_output: number;
            /** @description Money in USD, of the requests whose price is known. */
            cost_usd: number;
            /**
             * Format: uint64
             * @description Queries whose price is not known.
             */
            unpriced: number;
        };
        /** @description Whether somebody is signed in. */
        Session: {
            /** @description Whether this service wants a token. */
            token_required: boolean;
            /** @description Whose audits can be seen; `null` where a token has to be shown first. */
            tenant: string | null;
        };
        /** @description How to sign in. */
        SignIn: {
            /** @description The token, as `dozor token new` printed it. */
            token: string;
        };
        /** @description What this service can do. */
        About: {
            /** @description Values of the option `provider` that make sense here. */
            providers: string[];
            /** @description What a tenant may use in a day. */
            daily: components["schemas"]["Budget"];
        };
        /** @description What may be used; `None` is without limit. The rules alone use nothing. */
        Budget: {
            /**
             * Format: uint64
             * @description Requests to providers.
             */
            requests: number | null;
            /**
             * Format: uint64
             * @description Input and output tokens.
             */
            tokens: number | null;
            /** @description Money. */
            usd: number | null;
        };
        /** @description What was asked. */
        Asked: {
            /** @description What is to be built, where, in which conditions. Empty only where a document stands in its place. */
            project_description: string;
            /** @description The bill of quantities. */
            positions: components["schemas"]["Position"][];
            /** @description Anything that is specified: classes, covers, lives. */
            specifications: {
                [key: string]: unknown;
            };
            /** @description How to audit. */
            options: components["schemas"]["Options"];
            /** @description Whole documents, such as the technical report. */
            documents: components["schemas"]["Document"][];
        };
        /**
         * Position
         * @description A work or material item of a bill of quantities.
         */
        Position: {
            /**
             * @description Catalogue code (ÚRS, OTSKP, RTS or own), as written.
             * @default null
             */
            code: string | null;
            /** @description Whose catalogue the code is from, where that is known. */
            code_system?: ("urs" | "otskp" | "rts" | "tskp" | "own") | null;
            /** @description What the item is. */
            item_name: string;
            /**
             * @description Quantity in `unit`; negative is a deduction.
             * @default null
             */
            quantity: number | null;
            /**
             * @description Unit in its usual symbol, such as `m³`.
             * @default null
             */
            unit: string | null;
            /**
             * @description Unit as the file has it.
             * @default null
             */
            unit_original: string | null;
            /**
             * @description CZK per unit, without VAT.
             * @default null
             */
            unit_price: number | null;
            /**
             * @description CZK without VAT, as the file has it.
             * @default null
             */
            total_price: number | null;
            /**
             * @description Section of the bill that the item stands in.
             * @default null
             */
            section: string | null;
            /**
             * @description Sheet or object of the file.
             * @default null
             */
            sheet: string | null;
            /**
             * Format: uint32
             * @description Row in that sheet, from 1.
             * @default null
             */
            row: number | null;
            /**
             * @description How the quantity was measured, row by row (výkaz výměr).
             * @default []
             */
            measurement: {
                /** @description The expression or text. */
                text: string;
                /**
                 * @description The row's own result.
                 * @default null
                 */
                quantity: number | null;
            }[];
            /**
             * @description The project's own note to the item; price-book texts are left out.
             * @default null
             */
            note: string | null;
        };
        /** @description Whose catalogue a code belongs to. */
        CodeSystem: "urs" | "otskp" | "rts" | "tskp" | "own";
        /** @description One row of a measurement. */
        Measurement: {
            /** @description The expression or text. */
            text: string;
            /**
             * @description The row's own result.
             * @default null
             */
            quantity: number | null;
        };
        Options: {
            /** @enum {unknown} */
            plan?: "hybrid" | "staged";
            /** @enum {unknown} */
            profile?: "csn" | "csn100" | "en206";
            /** @enum {unknown} */
            provider?: "auto" | "rules";
            /** @enum {unknown} */
            lang?: "en" | "cs";
            timeout_s?: number;
            /** @description A built-in price set */
            prices?: string;
            grounding?: boolean;
        };
        Document: {
            name: string;
            text: string;
        };
        /** @description A project to audit. */
        Brief: {
            project_description: string;
            positions?: components["schemas"]["Position"][];
            specifications?: Record<string, never>;
            options?: components["schemas"]["Options"];
            documents?: components["schemas"]["Document"][];
        } | {
            question: string;
            positions?: components["schemas"]["Position"][];
            specifications?: Record<string, never>;
            options?: components["schemas"]["Options"];
            documents?: components["schemas"]["Document"][];
        } | {
            question: string;
            context: {
                positions?: components["schemas"]["Position"][];
                specifications?: Record<string, never>;
            };
            options?: components["schemas"]["Options"];
            documents?: components["schemas"]["Document"][];
        };
        /** @description One brief, or several. */
        Briefs: components["schemas"]["Brief"] | components["schemas"]["Brief"][];
        Bill: {
            source: string;
            positions: components["schemas"]["Position"][];
            skipped: {
                [key: string]: number;
            };
            warnings: unknown[];
        };
        /** @description What happened. */
        EventBody: {
            /** @constant */
            event: "queued";
            /**
             * Format: uint32
             * @description Audits before it, and itself.
             */
            place: number;
        } | {
            /** @constant */
            event: "started";
            /** @description Name of the plan. */
            plan: string;
            /** @description Ids of the queries. */
            queries: string[];
            /** @description Providers that will see the brief; empty where the rules answer alone. */
            recipients: string[];
        } | {
            /** @constant */
            event: "assessed";
            /** @description Its findings. */
            findings: components["schemas"]["Findings"];
        } | {
            /** @constant */
            event: "context_prepared";
            /**
             * Format: uint64
             * @description Its length.
             */
            characters: number;
            /**
             * Format: uint64
             * @description Estimate at 4 characters per token.
             */
            tokens: number;
            /**
             * Format: uint32
             * @description Positions written out one by one.
             */
            positions_shown: number;
            /**
             * Format: uint32
             * @description Positions of the brief.
             */
            positions_total: number;
        } | {
            /** @constant */
            event: "query_started";
            /** @description Its id. */
            query: string;
            /** @description Who is asked. */
            provider: string;
            /** @description Which model; `null` for the rules. */
            model: string | null;
            /**
             * Format: uint32
             * @description From 1; 0 where the answer is kept from the audit that is retried, and nobody is asked.
             */
            attempt: number;
        } | {
            /** @constant */
            event: "query_progress";
            /** @description The query. */
            query: string;
            /**
             * Format: uint8
             * @description From 0 to 100, never falling, from what has really arrived.
             */
            progress: number;
            /**
             * Format: uint64
             * @description Output tokens so far.
             */
            tokens: number;
        } | {
            /** @constant */
            event: "section_completed";
            /** @description The query. */
            query: string;
            /** @description The section. */
            section: components["schemas"]["SectionName"];
            /** @description Its value as verified. */
            value: unknown;
            /** @description What in it was wrong. */
            contradictions: components["schemas"]["Verification"][];
            /** @description The model's own value, where the rules changed it: a run that goes on after a crash verifies it again. */
            claimed?: unknown;
        } | {
            /** @constant */
            event: "query_retrying";
            /** @description The query. */
            query: string;
            /**
             * Format: uint32
             * @description The attempt that follows.
             */
            attempt: number;
            /** @description Why. */
            reason: string;
            /**
             * Format: double
             * @description Wait before it.
             */
            wait_ms: number;
            /** @description Who is asked next. */
            provider: string;
        } | {
            /** @constant */
            event: "query_completed";
            /** @description The query. */
            query: string;
            /**
             * Format: double
             * @description From its start to its end.
             */
            time_ms: number;
            /** @description Whole or partial. */
            outcome: components["schemas"]["Outcome"];
            /**
             * Format: uint64
             * @description Input tokens of all attempts.
             */
            tokens_input: number;
            /**
             * Format: uint64
             * @description Output tokens of all attempts.
             */
            tokens_output: number;
        } | {
            /** @constant */
            event: "query_failed";
            /** @description The query. */
            query: string;
            /**
             * Format: double
             * @description From its start to its end.
             */
            time_ms: number;
            /** @description Why. */
            error: string;
        } | {
            /** @constant */
            event: "merging";
        } | components["schemas"]["Audit"] | {
            /** @constant */
            event: "error";
            /** @description Stable code, such as `all_queries_failed`. */
            code: string;
            /** @description What happened. */
            message: string;
            /** @description Each cause. */
            causes: string[];
        } | {
            /** @constant */
            event: "cancelled";
        };
        /** @description What the rule engine found at once. */
        Findings: {
            /** @description Structural elements. */
            elements: components["schemas"]["Element"][];
            /** @description Exposure classes of the governing element. */
            exposure_classes: string[];
            /** @description The strictest strength class required, in the audit's profile. */
            required_class: string | null;
            /** @description The rules' verdict. */
            verdict: "COMPLIANT" | "CONDITIONAL" | "UNKNOWN" | "NON_COMPLIANT";
            /** @description Critical and high findings. */
            findings: components["schemas"]["NamedFinding"][];
        };
        /** @description One finding in short. */
        NamedFinding: {
            /** @description The rule engine's code. */
            code: string;
            /** @description How grave. */
            severity: "low" | "medium" | "high" | "critical";
            /** @description In one sentence. */
            message: string;
        };
        /** @description A section's name, in the order of the contract. */
        SectionName: "project_summary" | "exposure_analysis" | "structural_analysis" | "durability_analysis" | "final_specification" | "materials_breakdown" | "cost_summary" | "value_engineering" | "otskp_codes" | "compliance_status" | "standards_checked" | "compliance_checks" | "risks_identified" | "document_issues" | "rfi_items" | "recommendations" | "warnings" | "assumptions" | "confidence";
        /** @description One event, as the data of a server-sent event. */
        Event: {
            event: string;
            /** Format: uuid */
            audit_id: string;
            seq: number;
            /** Format: date-time */
            timestamp: string;
        } & components["schemas"]["EventBody"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ask_stream: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request sent twice with one key is one audit */
                "Idempotency-Key"?: string;
                /** @description Go on after this event; a browser sends it by itself */
                "Last-Event-ID"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Brief"];
                "application/toml": string;
            };
        };
        responses: {
            /** @description The events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Nothing more will come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Audits of a page */
                limit?: number;
                /** @description Words of the description, by their beginnings */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of audits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audits"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request sent twice with one key is one audit */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Briefs"];
                "application/toml": string;
            };
        };
        responses: {
            /** @description Taken in and kept */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"] | components["schemas"]["AcceptedAll"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shown"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will end with the event cancelled */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request sent twice with one key is one audit */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken in and kept */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: {
                /** @description Go on after this event */
                after?: number;
            };
            header?: {
                /** @description Go on after this event; a browser sends it by itself */
                "Last-Event-ID"?: number;
            };
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Nothing more will come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    boq: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Its positions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bill"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    usage: {
        parameters: {
            query?: {
                /** @description First day, in UTC */
                from?: string;
                /** @description Last day, in UTC; today where it is missing */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sums */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Used"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description A cookie carries the token from now on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookie is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_json: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_txt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; charset=utf-8": string;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brief: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The audit */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The brief */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asked"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who may answer, and what may be used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
