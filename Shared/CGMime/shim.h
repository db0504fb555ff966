#ifndef DIENST_CGMIME_SHIM_H
#define DIENST_CGMIME_SHIM_H

#include <gmime/gmime.h>

// GMime's casts are macros, which Swift does not see: what is built and freed here are plain pointers to their own types.

static inline GMimeObject *cgmime_object_of_message(GMimeMessage *message) { return GMIME_OBJECT(message); }

static inline GMimeObject *cgmime_object_of_part(GMimePart *part) { return GMIME_OBJECT(part); }

static inline GMimeObject *cgmime_object_of_multipart(GMimeMultipart *multipart) { return GMIME_OBJECT(multipart); }

static inline void cgmime_unref(void *object) { g_object_unref(object); }

/// A text part in UTF-8, encoded so that it passes seven-bit servers.
static inline GMimePart *cgmime_text_part(const char *subtype, const char *text, size_t length) {
    GMimePart *part = g_mime_part_new_with_type("text", subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, length);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, g_mime_part_get_best_content_encoding(part, GMIME_ENCODING_CONSTRAINT_7BIT));
    g_object_unref(content);
    g_object_unref(stream);
    return part;
}

/// The whole mail with CR LF at the end of every line; freed with g_byte_array_unref.
static inline GByteArray *cgmime_bytes(GMimeMessage *message) {
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    g_mime_stream_flush(stream);
    g_mime_format_options_free(options);
    g_object_unref(stream);
    return bytes;
}

#endif
